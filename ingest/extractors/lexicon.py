"""Closed word classes and word sets of English news prose, as data."""

_CLASSES = {
    "D": """
        a an the this these those its their his her my our your each every some any no another such both
        either neither all many most several few fewer much more less half whose""",
    "P": """
        of in on at by for from with without within into onto upon over under above below between among
        amid against about around across along through throughout during toward towards until till per
        via despite except besides beyond near off out up down behind beside inside outside like unlike
        than versus following including excluding regarding concerning according amidst alongside atop
        given notwithstanding aboard""",
    "C": "and or but nor yet &",
    "S": """
        because although though while whereas if unless since when whenever where wherever after before
        as once whether lest so""",
    "W": "which who whom that what why how",
    "R": "i you he she it we they there",
    "M": """
        will would can could may might shall should must cannot won't can't couldn't wouldn't shouldn't
        'll ’ll 'd ’d ought""",
    "B": "is are was were am isn't aren't wasn't weren't isn’t aren’t wasn’t weren’t 's ’s 're ’re 'm ’m",
    "b": "be been being",
    "H": "has have had 've ’ve hasn't haven't hadn't",
    "O": "do does did doesn't don't didn't doesn’t don’t didn’t",
    "T": "to",
    "p": "said",
    "A": """
        not never also still already now then thus however therefore moreover meanwhile often always
        sometimes soon later ever even just only too very quite rather almost nearly about again once
        perhaps maybe instead indeed here today yesterday tomorrow well far further furthermore
        reportedly""",
    "J": """
        new old big small large great good bad high low long short early late own other same next last
        first second third major key main former current recent future public private national
        international global local significant strong massive top own able likely unlikely due deep wide broad weak
        poor rich cheap vast steep tall tough young rare harsh fierce huge tiny mere brief expensive""",
    "#": "one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred dozen",
    "N": "million billion trillion percent thing things something anything nothing everything morning evening spring "
    "king ring string ceiling building meeting",
}

CLOSED: dict[str, str] = {w: tag for tag, words in reversed(_CLASSES.items()) for w in words.split()}
# `-ing` words that work as prepositions, never as the verb of a tail
PREPOSITIONS_IN_ING = frozenset(
    "following including excluding regarding concerning according depending pending barring owing "
    "starting beginning during ranging involving citing blaming quoting".split()
)
# heads of a `with …` phrase that says how, not what
MANNER_HEADS = frozenset(
    "focus emphasis view aim goal eye hope help ease exception intention intent respect regard support "
    "permission care success difficulty purpose objective confidence caution pride".split()
)
COUNTED = frozenset(
    "factor factors reason reasons cause causes issue issues problem problems element elements area areas "
    "pillar pillars driver drivers things part parts component components way ways step steps flaw flaws".split()
)
HEDGES = frozenset(
    "may might could would likely unlikely possibly perhaps maybe probably potentially appears appear "
    "seems seem seemingly apparently allegedly reportedly suggests suggest estimated roughly".split()
)
NEGATIONS = frozenset(
    "not never no none nobody nothing neither cannot n't isn't aren't wasn't weren't don't doesn't didn't "
    "won't can't".split()
)
FIRST_PERSON = frozenset("i me my mine we us our ours i'm i've i'll we're we've we'll you your".split())
UNRESOLVED = frozenset(
    "it its he she they his her their this that these those we i you our my here there him them".split()
)
INTENTIONS = frozenset(
    "plan plans planned aim aims intend intends intended seek seeks hope hopes target targets".split()
)
