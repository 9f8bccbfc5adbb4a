"""Statements made up by the thousand: pairs that say the same in other signs, and pairs that do not."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

NAMES = ("Meta", "Microsoft", "Müller AG", "Mueller AG", "GPT-4", "GPT-5", "Llama 3", "Llama 3.1", "Boeing 737",
         "the US", "the UK", "Ann Lee", "Anna Lee", "Nvidia", "OpenAI", "Airbus A320", "Airbus A321")  # fmt: skip
VERBS = (("raised", "lowered"), ("bought", "sold"), ("won", "lost"), ("increased", "decreased"), ("gained", "shed"))
NEGATED = (("did report", "did not report"), ("will report", "will never report"), ("has reported", "hasn't reported"),
           ("reported", "denied reporting"), ("can report", "cannot report"), ("was told", "was not told"))  # fmt: skip
MONTHS = ("January February March April May June July August September October November December").split()
PLACES = ("its plant — the largest — in Ohio", 'its "second home" in Leeds', "Ann's offices in São Paulo",
          "the mid-sized unit in Leipzig", "a state-run bank in Rome")  # fmt: skip


@dataclass(frozen=True)
class Amount:
    """A figure with its spellings, and the same figure gone wrong in one way each."""

    spelled: tuple[str, ...]
    others: tuple[str, ...]


def amount(random: Random) -> Amount:
    return random.choice((_money, _percent, _count, _range, _measure, _chinese))(random)


def _money(random: Random) -> Amount:
    n = random.choice((1, 2, 3, 5, 12, 20, 45, 150, 200, 350, 999))
    cut = f"{n * 1000:,}"
    return Amount(
        (f"${n}M", f"${n}m", f"${n} million", f"US${n},000,000", f"{n} million dollars", f"USD {n} million",
         f"{n},000,000 dollars", f"US$ {n} million", f"${n}\u00a0million", f"${n}mn", f"${n},000,000.00",
         f"{n} million US dollars", f"$ {n}.0M", f"${cut}K", f"{n}百万美元"),
        (f"${n + 1}M", f"${n}B", f"${n}K", f"${n * 10}M", f"€{n}M", f"{n} million pounds", f"${n}", f"{n} million",
         f"${n}.1M", f"A${n}M", f"-${n}M", f"¥{n}M", f"more than ${n}M", f"up to ${n}M", f"${n}M a year",
         f"about ${n}M"),
    )  # fmt: skip


def _percent(random: Random) -> Amount:
    n = random.randrange(2, 12)
    word = "zero one two three four five six seven eight nine ten eleven".split()[n]
    return Amount(
        (f"{n}%", f"{n} %", f"{n} percent", f"{n} per cent", f"{word} percent", f"{n}.0%", f"{n}\u202f%", f"{n} pct"),
        (f"{n + 1}%", f"{n} percentage points", f"{n} basis points", f"{n}.5%", f"{n}‰", f"{n}0%", f"-{n}%", f"0.{n}%"),
    )


def _count(random: Random) -> Amount:
    n = random.choice((2, 3, 7, 20, 40, 60))
    word = {2: "two", 3: "three", 7: "seven", 20: "twenty", 40: "forty", 60: "sixty"}[n]
    return Amount(
        (f"{n},000 people", f"{n} thousand people", f"{word} thousand people", f"{n}k people", f"{n}\u2009000 people",
         f"{n}\u00a0000 people", f"{n}K people", f"{n}000 people"),
        (f"{n} people", f"{n},001 people", f"{n} million people", f"{n},000 women", f"{n},000 companies",
         f"{n}00 people", f"{n},000 jobs", f"at least {n},000 people"),
    )  # fmt: skip


def _range(random: Random) -> Amount:
    low, high = random.choice(((3, 5), (10, 20), (15, 18), (40, 60)))
    return Amount(
        (f"{low}-{high}%", f"{low}–{high}%", f"{low} to {high} percent", f"{low}% to {high}%", f"{low} – {high} %",
         f"{low}%-{high}%"),
        (f"{low}-{high + 1}%", f"{low - 1}-{high}%", f"{low}%", f"{high}%", f"{low}-{high} percentage points",
         f"{low} or {high} percent", f"${low}-{high}"),
    )  # fmt: skip


def _measure(random: Random) -> Amount:
    n = random.choice((5, 12, 80, 300))
    return random.choice((
        Amount((f"{n} km", f"{n} kilometres", f"{n}km", f"{n} kilometers", f"{n}.0 km"),
               (f"{n} miles", f"{n} metres", f"{n} km a day", f"{n + 1} km", f"{n} kg", f"{n} kph")),
        Amount((f"{n} MW", f"{n}MW", f"{n} megawatts", f"{n}\u00a0MW"),
               (f"{n} GW", f"{n} kW", f"{n} mW", f"{n} MWh", f"{n * 2} MW", f"{n} W")),
        Amount((f"{n} GB", f"{n}GB", f"{n} gigabytes"), (f"{n} TB", f"{n} MB", f"{n} Gb", f"{n}.5 GB")),
        Amount((f"{n} years", f"{n}\u00a0years"), (f"{n} months", f"{n} days", f"{n + 10} years", f"{n} weeks")),
        Amount((f"{n}°C", f"{n} °C", f"{n} degrees Celsius"), (f"{n}°F", f"{n + 1}°C", f"-{n}°C")),
    ))  # fmt: skip


def _chinese(random: Random) -> Amount:
    n = random.choice((2, 3, 5, 8))
    hanzi = {2: "两", 3: "三", 5: "五", 8: "八"}[n]
    return Amount(
        (f"{n}亿美元", f"{hanzi}亿美元", f"${n}00 million", f"{n}00 million dollars", f"{n}0000万美元", f"${n * 100}M"),
        (f"{n}万美元", f"{n}亿欧元", f"{n}亿日元", f"{n}0亿美元", f"{n + 1}亿美元", f"{n}亿元", f"${n}M"),
    )


def day(random: Random) -> Amount:
    year, month, number = random.randrange(2019, 2028), random.randrange(12), random.randrange(2, 28)
    name = MONTHS[month]
    other = MONTHS[(month + 1) % 12]
    return Amount(
        (f"{name} {number}, {year}", f"{number} {name} {year}", f"{year}-{month + 1:02}-{number:02}",
         f"{name[:3]}. {number}, {year}", f"{name[:3]} {number}, {year}", f"{name} {number} {year}"),
        (f"{name} {number}, {year + 1}", f"{name} {number + 1}, {year}", f"{other} {number}, {year}",
         f"{name} {year}", f"Q1 {year}", f"{year}", f"{name} {number}"),
    )  # fmt: skip


FULL_WIDTH = {ord(c): chr(ord(c) + 0xFEE0) for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789%"}
SIGNS: tuple[Callable[[str], str], ...] = (
    lambda text: text,
    lambda text: text + ".",
    lambda text: text + "。",
    lambda text: text[0].swapcase() + text[1:],
    lambda text: "  " + text.replace(" ", "\u00a0", 3) + " ",
    lambda text: text.replace(" ", "  ", 2),
    lambda text: text.replace("'", "’").replace(' "', " “").replace('"', "”"),
    lambda text: text.replace(' "', " „").replace('"', "“").replace("'", "‘"),
    lambda text: text.replace(" — ", "—"),
    lambda text: text.replace(" — ", " – "),
    lambda text: text.replace(" — ", " -- "),
    lambda text: text.replace(" — ", " - ").replace("-", "\u2011") if " — " not in text else text,
    lambda text: text.translate(FULL_WIDTH),
    lambda text: text.replace(" in ", " i\u00adn ").replace("the ", "the \u200b"),
)


def alike(count: int, random: Random) -> Iterator[tuple[str, str]]:
    """Yield statements, each with one that says the same in other signs."""
    while count:
        said, when = amount(random), day(random)
        frame = _frame(random)
        one = frame.format(random.choice(said.spelled), random.choice(when.spelled))
        other = frame.format(random.choice(said.spelled), random.choice(when.spelled))
        other = random.choice(SIGNS)(other)
        if one != other:
            count -= 1
            yield one, other


def lookalikes(count: int, random: Random) -> Iterator[tuple[str, str]]:
    """Yield statements, each with one that differs in a number, a unit, a date, a name, a negation or a direction."""
    for n in range(count):
        said, when, frame = amount(random), day(random), _frame(random)
        figure, date = random.choice(said.spelled), random.choice(when.spelled)
        one = frame.format(figure, date)
        if n % 5 in (0, 1):
            other = frame.format(random.choice(said.others), date)
        elif n % 5 == 2:
            other = frame.format(figure, random.choice(when.others))
        elif n % 5 == 3:
            first, second = random.sample(NAMES, 2)
            one, other = (f"{name} reported {figure} on {date}" for name in (first, second))
        else:
            pair = random.choice(VERBS + NEGATED)
            place = random.choice(PLACES)
            one, other = (f"The firm {verb} {figure} for {place} on {date}" for verb in pair)
        yield one, random.choice(SIGNS)(other)


def _frame(random: Random) -> str:
    name, verb, place = random.choice(NAMES), random.choice(random.choice(VERBS)), random.choice(PLACES)
    return f"{name[0].upper()}{name[1:]} {verb} {{0}} for {place} on {{1}}"
