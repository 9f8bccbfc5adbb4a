"""Claims about the environment, such as firms make of what they sell and do: regulators ask proof of these.

The debates the word model learned from hardly know them, so they are recognised by lists. What is spoken, wished or
demanded is left to the model: a firm's claim is written of an undertaking and its effect. Accounts, prices and laws
name the same things without claiming an effect; they get less of these points, or none, and are judged like any
sentence.
"""

from collections.abc import Collection

_SUBJECT = frozenset(
    """
    environment environmental environmentally ecological ecology ecosystem ecosystems sustainable sustainability
    sustainably climate green greener greenhouse emission emissions carbon co2 co2e ghg methane decarbonisation
    decarbonization decarbonise decarbonize footprint renewable renewables biodiversity conservation conserve
    reforestation deforestation recycle recycled recycling recyclable reuse reused reusable biodegradable compostable
    circular waste landfill wastewater pollution pollutants energy-efficient eco-friendly low-carbon net-zero
    zero-emission carbon-neutral energy-saving electrification
    """.split()
)
_NEAR = frozenset(
    """
    solar wind photovoltaic hydropower geothermal forest forests wildlife habitat habitats nature natural clean cleaner
    efficiency efficient planet oceans plastic plastics packaging electric offset offsets water energy electricity fuel
    hydrogen trees power
    """.split()
)
_EFFECT = frozenset(
    """
    reduce reduces reduced reducing reduction reductions cut lower lowers lowering minimise minimize minimising
    minimizing improve improves improving improvement protect protects protecting protection preserve preserving save
    saves saving savings avoid avoids prevent contribute contributes contributing promote promotes promoting support
    supports supporting help helps helping enable enables enabling ensure commit committed commitment target targets
    goal goals aim aims achieve strive transition mitigate impact impacts benefit benefits responsible responsibly
    friendly less efforts initiatives use used products solutions technology technologies projects invest investment
    practices management performance standards
    """.split()
)
_SPOKEN = frozenset(
    """
    i me my you your him uh that's it's there's 's 're 'll 'd 'm ’s ’re ’ll ’d ’m think know going must should want let
    ought problem
    """.split()
)
_ACCOUNT = frozenset(
    """
    scope scopes calculated calculation estimated estimate estimates reported reporting report reports total totaled
    totalled accounted accounting recorded average compared metric metrics indicator index figures data percentage
    tonnes tons tco2e mt approximately boundary methodology method defined definition standard statement disclosure
    disclosures scenario scenarios assessment assessed assess regulation regulations regulatory directive epa law rules
    limit limits requirements protocol issued proposed certificates allowances price prices pricing cost costs tax net
    revenue revenues bond bonds fiscal quarter
    """.split()
)
_OWN = frozenset("we our us ours".split())
SUBJECT, NEAR, EFFECT, OWN = 1.5, 1.0, 2.0, 1.5
ACCOUNT = -2.0
_MOST = 3
_TELLING = _SUBJECT | _NEAR


def is_near(lows: Collection[str]) -> bool:
    """Whether a word that may make a claim one about the environment stands here; compounds may."""
    return not _TELLING.isdisjoint(lows) or any("-" in word for word in lows)


def points(lows: Collection[str]) -> dict[str, float]:
    """Return what speaks for a claim about the environment, in log-odds; nothing where it is not one."""
    words = set(lows)
    words.update(part for word in tuple(words) if "-" in word for part in word.split("-"))
    subject = len(words & _SUBJECT)
    near = min(len(words & _NEAR), _MOST)
    if not (subject or near >= 2) or not _SPOKEN.isdisjoint(words):
        return {}
    effect = min(len(words & _EFFECT), _MOST)
    counted = {
        "environment": SUBJECT * min(subject, _MOST),
        "near the environment": NEAR * near,
        "effect on it": EFFECT * effect,
        "its own doing": OWN if subject and not words.isdisjoint(_OWN) else 0.0,
    }
    counted["only an account of it"] = max(ACCOUNT * len(words & _ACCOUNT), -sum(counted.values()))
    return {name: value for name, value in counted.items() if value}
