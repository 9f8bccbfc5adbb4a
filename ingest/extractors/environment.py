"""Claims about the environment, such as firms make of what they sell and do: regulators ask proof of these.

The debates the word model learned from hardly know them, so they are recognised by lists. What is spoken, wished or
demanded is left to the model: a firm's claim is written of an undertaking and its effect.
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
    i me my you your he she they them his her uh that's it's there's 's 're 've 'll 'd 'm ’s ’re ’ve ’ll ’d ’m
    think know going need needs must should want let ought issue believe problem
    """.split()
)
SUBJECT, NEAR, EFFECT = 2.0, 1.0, 1.5
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
    counted = (
        ("environment", SUBJECT * min(subject, _MOST)),
        ("near the environment", NEAR * near),
        ("effect on it", EFFECT * effect),
    )
    return {name: value for name, value in counted if value}
