"""What `the company`, `it` and `he` stand for: what came before, when that is certain."""

import re
from dataclasses import dataclass
from itertools import compress

from ingest.extractors.clause import Span
from ingest.extractors.lexicon import CLOSED
from ingest.extractors.words import Sentence

# both begin with the capital and look back from there: a search for a set of letters is many times as fast
_NAME_INSIDE = re.compile(r"[A-Z](?<=[a-z,;] [A-Z])[\w&-]*")
_FULL_NAME = re.compile(r"([A-Z](?<!\w[A-Z])[a-z]+) (?:[A-Z]\. )?([A-Z][a-z]+(?:-[A-Z][a-z]+)?)\b")
COMPANY = frozenset(
    "company firm group startup start-up corporation carmaker automaker chipmaker retailer bank lender "
    "giant maker manufacturer conglomerate organisation organization agency insurer airline publisher".split()
)
_BODIES = frozenset(
    "government council ministry department court commission university regulator authority union party committee "
    "association federation league institute board club army hospital parliament".split()
)
_MODEL = frozenset("model chatbot chip".split())
_NOT_COMPANY = frozenset(
    "act bill law court treaty war congress parliament senate house street city county river president "
    "minister day january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday".split()
)
_FIRM = frozenset(
    "inc corp co ltd llc plc ai labs lab group holdings motors bank technologies systems university airlines "
    "airways energy electric electronics semiconductor semiconductors software robotics aerospace industries "
    "pharma pharmaceuticals therapeutics chemicals materials mining steel oil petroleum resources foods brands "
    "stores media entertainment studios telecom communications networks insurance financial capital partners "
    "ventures international services solutions company corporation".split()
)
_TITLES = frozenset(
    "mr mrs ms dr prof sen gov president ceo chairman chairwoman minister secretary senator professor "
    "judge analyst director executive officer economist spokesman spokeswoman spokesperson attorney mayor chief "
    "founder co-founder deputy vice boss".split()
)
_ROLES = (COMPANY | {"rival", "billionaire"}) - {"group", "bank", "agency", "lender"}
_POINTERS = frozenset(("the", "its"))
_HE = frozenset("he she".split())
_SPEAKING = frozenset("he she it they who which".split())
_NEAR = 2
"""Sentences over which `he` and `it` may still say who speaks."""
_IT = frozenset(("it",))


@dataclass(frozen=True, slots=True)
class Substitution:
    """Words `first` to `last` of a sentence are read as `name`."""

    first: int
    last: int
    name: str


class Memory:
    """The names an article has introduced, latest first, as far as pronouns may point at them."""

    def __init__(self, text: str) -> None:
        self._full: dict[str, str] = {}
        for found in _FULL_NAME.finditer(text):
            if found[1].casefold() not in _ROLES and found[1].casefold() not in CLOSED:
                self._full.setdefault(found[2], found[0])
        self._inside = {found[0] for found in _NAME_INSIDE.finditer(text)}
        self.organisation: str | None = None
        self.person: str | None = None
        self.subject: str | None = None
        self._people: dict[str, str] = {}
        self._products: set[str] = set()
        self._companies: set[str] = set()
        self._organisations: set[str] = set()
        self._sentences = self._named_at = self._person_at = 0

    def note(self, s: Sentence, subject: Span, speaking: bool = False, read: str | None = None) -> None:
        """Remember the subject of a clause; `read` is the name it stands for, `the company` for instance."""
        name, owner = self._name(s, subject)
        if speaking and (behind := self._behind_office(s, subject)):
            name, owner = behind, False
        elif speaking and (name is None or owner) and s.lows[subject[0]] not in _SPEAKING:
            self.person = None  # somebody else speaks, and nobody knows whether it is a he
        if read and name is None and not speaking:
            self.subject = read
            return
        self.subject = None if owner or speaking else name
        if name is None or not self._is_known(s, subject[0], name):
            return
        if not owner and self._is_person(s, subject, name, speaking):
            full = self._people.get(name.split()[-1]) or (self._full.get(name, name) if " " not in name else name)
            self._people.setdefault(full.split()[-1], full)
            self.person, self._person_at = full, self._sentences
        elif name not in self._people and name.split()[-1].casefold() not in _NOT_COMPANY:
            if _called_company(s, subject):
                self._companies.add(name)
            self.organisation = name if self._is_company(name) else None
            if self.organisation:
                self._organisations.add(name)
                self._named_at = self._sentences

    def _behind_office(self, s: Sentence, subject: Span) -> str | None:
        """The full name at the end of `White House press secretary Josh Earnest`, where the text has it so."""
        first, last = subject
        name = " ".join(s.words[max(first, last - 2) : last])
        return name if last - first > 2 and self._full.get(s.words[last - 1]) == name else None

    def mention(self, s: Sentence) -> None:
        """Remember names with a number behind them, `Llama 4`: what `the model` may mean."""
        self._sentences += 1
        if "#" not in s.tags:
            return
        for k in range(1, len(s)):
            if s.tags[k] == "#" and s.tags[k - 1] == "E" and len(s.words[k]) <= 4 and s.lows[k - 1] not in _NOT_COMPANY:
                first = k - 1
                while first > 0 and s.tags[first - 1] == "E":
                    first -= 1
                self._products.add(" ".join(s.words[first : k + 1]))

    def named(self, s: Sentence, subject: Span) -> str | None:
        """Return the organisation a subject is, by name; None when it is none for sure."""
        name, owner = self._name(s, subject)
        return name if name and not owner and self._is_company(name) and self._is_known(s, subject[0], name) else None

    def _name(self, s: Sentence, subject: Span) -> tuple[str | None, bool]:
        """The name a subject starts with, and whether it only owns the subject (`Meta's plan`)."""
        first, last = subject
        while first < last and (s.tags[first] == "D" or s.lows[first] in _TITLES or s.lows[first] == "."):
            first += 1
        if first + 1 < last and s.lows[first] in _ROLES and s.tags[first + 1] == "E":
            first += 1  # `Rival Helios cut its forecast`
        end = first
        while end < last and (s.tags[end] == "E" or (end > first and s.tags[end] == "#" and end - first < 4)):
            end += 1
            if s.words[end - 1].endswith(("'s", "’s")):
                break
        if end == first:
            return None, False
        words = s.text[s.starts[first] : s.ends[end - 1]].replace("\0", "")
        owner = words.endswith(("'s", "’s"))
        if owner:
            words = words[:-2]
        if not owner and end < last and s.tags[end] not in "PA,W" and s.lows[end] not in (",", "("):
            return None, False
        return " ".join(words.split()), owner

    def _is_known(self, s: Sentence, first: int, name: str) -> bool:
        """Whether a capital means a name: a word that only opens its sentence may be `Revenue`."""
        if " " in name or s.tags[first] == "D" or (first > 0 and s.words[first - 1][0].isalpha()):
            return True
        owns = s.words[first].endswith(("'s", "’s"))
        return owns or name in self._inside or name[1:] != name[1:].lower()

    def _is_person(self, s: Sentence, subject: Span, name: str, speaking: bool) -> bool:
        parts = name.split()
        if parts[-1].casefold() in _FIRM or name.isupper() or any(p[0].isdigit() for p in parts):
            return False
        titled = any(s.lows[k] in _TITLES for k in range(max(0, subject[0] - 2), subject[1]))
        return titled or name in self._people or (speaking and (len(parts) in (2, 3) or name in self._full))

    def speaker(self, words: str) -> str | None:
        """Resolve `he`, `the company` or a surname as a speaker; None when nobody can be named."""
        low = words.casefold()
        if low in _HE:
            return (self.person if self._sentences - self._person_at <= _NEAR else None) or words
        if low == "it" or (low.startswith("the ") and low.split()[-1] in COMPANY):
            return self.organisation or (words if low != "it" else None)
        if low in ("which", "that", "this", "there", "who"):
            return None
        return self._people.get(words) or self._full.get(words, words)

    def resolve(self, s: Sentence, subjects: list[Span]) -> list[Substitution]:
        """Read pronouns and `the company` of a sentence as names, where that is certain."""
        found: list[Substitution] = []
        here = self._name(s, subjects[0])[0] if subjects else None
        here = here if here and self._is_known(s, subjects[0][0], here) else None
        for k in compress(range(len(s) - 1), map(_POINTERS.__contains__, s.lows)):
            if plain(s.lows[k + 1]) in COMPANY and s.lows[k - 1 : k] != [","]:  # no `Acme, the maker of pumps`
                name = self._company(s, here, k, subjects)
                if name and (k + 2 >= len(s) or s.tags[k + 2] not in "ENy"):
                    found.append(_read_as(s, k, k + 2, name))
            elif self._products and s.lows[k] == "the" and plain(s.lows[k + 1]) in _MODEL and self._is_whole(s, k + 1):
                found.append(_read_as(s, k, k + 2, next(iter(self._products))))
        for first, last in subjects:
            low = s.lows[first]
            if low in _HE and last - first == 1 and self.person and self.subject == self.person:
                found.append(Substitution(first, first + 1, self.person))
            elif low == "it" and last - first == 1 and self._it(s, first):
                found.append(Substitution(first, first + 1, self.subject or ""))
            elif low == "its" and last - first > 1 and self._it(s, first):
                found.append(Substitution(first, first + 1, f"{self.subject}'s"))
        return found

    def _is_whole(self, s: Sentence, noun: int) -> bool:
        """Whether `the model` ends there and can only be one product."""
        owns = s.lows[noun].endswith(("'s", "’s"))
        return len(self._products) == 1 and (owns or noun + 1 >= len(s) or s.tags[noun + 1] not in "ENyJ")

    def own(self, s: Sentence, subjects: list[Span], speaker: str | None, opens: bool) -> list[Substitution]:
        """`X said it will …`: the pronoun that opens what is reported is who reports it.

        `opens` tells that nothing was said before in the sentence that `it` could point at as well.
        """
        if not speaker or speaker.casefold() in ("he", "she", "they") or not speaker[0].isupper():
            return []
        fits = _HE if speaker in self._people.values() else _IT if self._is_it(speaker, opens) else ()
        found = [
            Substitution(a, b, speaker)
            for a, b in subjects[:1]
            if b - a == 1 and s.lows[a] in fits and (fits is _HE or not _is_empty(s, b))
        ]
        if fits is _IT:
            found += [
                Substitution(a, a + 1, f"{speaker}'s") for a, b in subjects[:1] if s.lows[a] == "its" and b - a > 1
            ]
        return found

    def _is_it(self, speaker: str, opens: bool) -> bool:
        """Whether `it` is who speaks; in `the bridge is shut, but Okafor said it would open` it is not."""
        low = speaker.casefold().split()
        if low[0] == "the":
            return low[-1] in COMPANY or (opens and low[-1] in _BODIES)
        if not _TITLES.isdisjoint(part.rstrip(".") for part in low) or speaker[0].islower():
            return False
        told = low[-1] in _FIRM or speaker in self._companies or any(not part.istitle() for part in speaker.split())
        return told or (opens and self._is_company(speaker))

    def _company(self, s: Sentence, here: str | None, k: int, subjects: list[Span]) -> str | None:
        """Whom `the company` means: who is spoken of here or just before, or the only one there is."""
        if here and subjects and k > subjects[0][0] and here not in self._people:
            verb = max((v for v in s.verbs if v < k), default=k)
            apart = any(tag in ",SWG" for tag in s.tags[verb:k])  # not `Acme will build it with the company`
            return here if apart and self._is_company(here) else None
        near = len(self._organisations) == 1 or self._sentences - self._named_at <= 1
        return self.organisation if near else None

    def _is_company(self, name: str) -> bool:
        """Whether a name is surely no person's: `Meta` or `Scale AI`; `Barack Obama` and `Wells Fargo` look alike."""
        parts = name.split()
        low = parts[-1].casefold()
        if low in _NOT_COMPANY:
            return False
        told = low in _FIRM or name in self._companies or any(not part.istitle() for part in parts)
        return told or (len(parts) == 1 and name not in self._full)

    def _it(self, s: Sentence, first: int) -> bool:
        """Whether `it` points at the subject just before: a name, and no `it is … that`."""
        if self.subject is None or self.subject in self._people or self.subject == self.person:
            return False
        if first + 1 < len(s) and s.tags[first + 1] == "B":
            if s.tags[first + 2 : first + 3] in (["J"], ["A"]):
                return False  # `it’s unclear`: it may be nothing at all
            if s.tags[first + 2 : first + 3] == ["D"] and COMPANY.isdisjoint(map(plain, s.lows[first + 3 : first + 9])):
                return False  # `it is the third delay`: what happened, and nobody
            return not any(low in ("that", "to", "who") for low in s.lows[first + 2 : first + 8])
        return True


def _is_empty(s: Sentence, k: int) -> bool:
    """Whether `it` before word `k` may be nothing, or what was spoken of: `it was a mistake`, `it is unclear`."""
    while k < len(s) and s.tags[k] in "BA":
        k += 1
    return s.tags[k - 1] in "BA" and s.tags[k : k + 1] not in (["G"], ["d"], ["n"])


def _called_company(s: Sentence, subject: Span) -> bool:
    """Whether the name is explained as one: `Wells Fargo, the bank`, `Acme Widgets, a small maker of …`."""
    comma = next((k for k in range(subject[0], min(subject[0] + 6, len(s))) if s.lows[k] == ","), len(s))
    if s.lows[comma + 1 : comma + 2] not in (["a"], ["an"], ["the"]):
        return False
    return any(plain(low) in COMPANY for low in s.lows[comma + 2 : comma + 6])


def plain(low: str) -> str:
    return low[:-2] if low.endswith(("'s", "’s")) else low


def _read_as(s: Sentence, first: int, last: int, name: str) -> Substitution:
    return Substitution(first, last, f"{name}'s" if s.lows[last - 1].endswith(("'s", "’s")) else name)
