"""English verb forms: which words can be verbs, in which form, and back to the form a statement needs."""

# Verbs that are rarely anything else; regular unless listed under IRREGULAR.
_PLAIN = """
abandon abolish absorb accelerate accept accommodate accompany accomplish accumulate accuse achieve
acknowledge acquire act activate adapt add address adjust admit adopt advise advocate affect afford agree
aim align allege allocate allow alter amend amount analyse analyze announce annoy anticipate apologise
apologize appear applaud apply appoint appreciate approve arise argue arrange arrive assemble assert assess
assign assist associate assume assure attach attain attend attract attribute authorise authorize avoid ban
become befriend beg begin believe belong benefit bolster boost bring broaden build buy calculate carry cause
cease celebrate characterise characterize choose circulate cite clarify classify collaborate collapse
collect combine come commemorate commence commit communicate compare compel compensate compete compile
complain complete comply comprise compute concede conceive concentrate conclude condemn conduct confirm
confront consider consist consolidate constitute construct consult consume contain contend continue
contribute convert convey convict convince cooperate cope correct correspond create criticise criticize
declare decline decrease deem deepen defeat defend defer define defy delete deliver demolish demonstrate
deny depart depend depict deploy derive describe deserve destroy detect deter determine develop devote
differ digest diminish disagree disappear disappoint discard discontinue discover discuss dismiss displace
dissolve distinguish distribute diversify dominate donate double draft earn edit educate elect eliminate
embark embed embrace emerge emit emphasise emphasize employ enable enact encompass encounter encourage
endorse endure enforce engage enhance enjoy enlarge enrich enroll ensure enter entitle envision erect erode
erupt establish evaluate evolve exacerbate exaggerate exceed exclude execute exercise exist exit expand
expect expire explain exploit explore expose express extend extract facilitate fail favour favor feature
finalise finalize finish fix flee focus follow forbid forecast foresee formulate foster fulfil fulfill
function fund gain gather generate get give go govern graduate grant greet grow guarantee handle happen
hasten hear hesitate highlight hinder hire hold host identify ignore illustrate imagine impede implement
imply import impose impress imprison improve include incorporate increase incur indicate induce infect infer
inform inherit inhibit initiate injure insert insist inspect inspire install integrate intend intensify
interact interpret intervene introduce invade invent invest investigate invite invoke involve isolate issue
join jeopardise jeopardize justify keep know lack lag launch learn leave lend lengthen let leverage license
lie link listen locate lose lower maintain make manufacture marry maximise maximize meet mention merge
migrate mitigate modernise modernize modify motivate multiply narrow negotiate nominate notify oblige
observe obtain occupy occur operate oppose optimise optimize organise organize originate oust outline
outpace outperform outrage outweigh oversee overtake overturn owe own participate pay perceive perform
permit persist persuade pioneer plunge portray pose position possess postpone praise precede predict prefer
prepare prescribe preserve prevail prevent proceed proclaim produce prohibit project prolong promote propel
propose prosecute prosper protect prove provide provoke publish purchase pursue qualify quantify quit raise
ratify reach react read realise realize reassure rebound rebuild recall receive reckon recognise recognize
recommend reconsider recover recruit redefine redesign reduce refer refine reflect refuse regain regard
register regulate reinforce reiterate reject rejoin relate relax relinquish relocate rely remain remember
remind remove rename render renew reopen reorganise reorganize replace replicate represent reproduce require
resemble reside resign resist resolve respond restore restrict restructure resume retain retire retrieve
reveal reverse revise revive revolutionise revolutionize revolve rewrite rise rule satisfy save say scrap
secure see seek seem segment select sell send separate serve settle shape share shed shorten show simplify
sing sit slash soar solidify solve speak specialise specialize specify speculate spend spread stabilise
stabilize star stay steal stem stimulate strengthen stress strive struggle submit subscribe substitute
succeed suffer suggest summarise summarize supersede supervise supplement suppress surpass surround survive
suspend sustain take teach tell tend testify thank think threaten thrive thwart tighten tolerate top total
transfer transform translate transmit treat trigger triple tumble undergo undermine understand undertake
undo unify unite unveil update upgrade uphold urge use utilise utilize validate value vary verify violate
visit visualise vow wait want warn waste weaken wear weigh welcome widen win withdraw withhold withstand
witness worsen write yield achieve add adhere amass append bypass captivate centralise centralize cement
clinch commend commercialise commercialize counter debut decentralise delegate descend disclose disrupt
divest dwindle embody enroll entail ensue eradicate evade excel fetch fluctuate forge garner glean harness
herald hone hover incentivise incentivize instil instruct leap liquidate lobby loom monetise monetize
obscure offset outsource overhaul pledge pinpoint preside prioritise prioritize procure profess propagate
quell rally recede reckon recoup refute reign reimburse repay repeal resort retaliate scrutinise scrutinize
shatter skyrocket slump spearhead spur stagnate stipulate streamline subside subsidise subsidize surge
tackle tout transition underestimate underlie underline underpin underscore unleash usher vest wane wield
sue vie axe indict subpoena extradite acquit plead seize confiscate smuggle overrule reinstate rescind
revoke waive shelve plummet creep swell wipe erase snatch poach woo lure dispatch evacuate formalize
formalise pertain cater ask boil crave rebrand reap unlock unload unplug weld adjourn allot assail
assassinate bury cancel carve collide convene decide declassify decode decommission delist demote deport
detain devise disband dispose divert downplay drain drown dub duplicate embezzle emigrate empower enlist
evict examine exhaust exonerate explode fasten flatten frustrate galvanise galvanize gaze grab grapple
greenlight groom harass haunt heal hijack hurry ignite impound inaugurate incite inflict inflate inject
inquire inundate juggle kidnap lessen litigate loathe lodge melt mend mislead mourn neglect omit opt outsell
overrun oversell pave penalise penalize pollute pounce pray preach presume pretend prune punish ransack
rattle rebuff recite reclaim recoil reconcile reconvene reconstruct redeem redeploy redistribute reelect
reenact refinance refloat refurbish regroup rehearse reimpose rejoice relegate relieve relive remit
renegotiate renounce repatriate repossess reprimand resell resent reset reshape reshuffle restate resupply
resurface retake retool retrain reunite revisit rework rob saturate scold scorch scour scrape scuttle secede
sever sharpen shiver shrug shun shutter sideline situate slam slaughter slay smear soak spar spawn squander
stab stare starve stash stir stoke stonewall straddle strand stun subdue succumb summon swallow symbolise
symbolize taunt televise tempt terminate terrify terrorise terrorize toil topple torture toss toughen tow
transact transcend trespass unravel unsettle untangle unwind uproot usurp vacate vaccinate vanish veer vet
victimise victimize vilify vindicate wade weep whip whisper worship wrestle yearn zoom throw forget freeze
shrink swear hide dig overcome outdo halve rethink
""".split()

# Verbs whose base or -s form is as often a noun: only their surroundings tell.
_NOUNISH = """
abuse access account advance advertise age aid air alarm alert amount answer appeal approach arm arrest
assault attack attempt average award back balance ban bank bar base battle beat bet better bid bill blame
block board boast bomb bond book boom border borrow bother break breach bridge brief broadcast budget call
campaign capture care cast catch cause cede challenge champion chance change channel charge chart chat check
chip claim clash clean clear click climb close cloud code comment compete compound compromise concern
conduct conflict connect contact contract contrast control cook copy core cost counsel count couple court
cover crack craft crash credit cross cry cure curb cut cycle damage dance date deal debate debut delay
demand design desire detail die diet direct discount dispute divide document dominate doubt down draft drag
dream dress drill drink drive drop dump ease eat echo edge effect effort end engineer equal escape estimate
exchange excuse exhibit experience experiment export face factor fall fan fear feed feel field fight figure
file fill film filter find finance fire fit flash float flood flow fly focus fold force form frame free
front fuel gamble gauge glimpse grade grip ground group guard guess guide halt hand handle hang harm hate
haul head heat help hike hit hope house hunt hurt impact index influence interest interview jail jump judge
kick kill label labour land last laugh lay lead leak lean lease level lift light like limit line list live
load loan lock look loss love manage map march mark market mask master match matter mean measure mind mine
miss mistake mix model monitor motion move murder name narrate need negate nest network note notice number
object offer open order outlaw outnumber pace pack package paint park part partner pass patch peak permit
phase pick pilot place plan plant play please plot point police poll post pour power practice practise
present press price print probe process profile profit program progress promise prompt protest provision
pull push quarrel question queue quote race raid range rank rate reach reason rebel record refund release
report request rescue research reserve rest result retreat return review reward ride ring risk rock roll
root run rush sail sale sample sanction say scale scan schedule score scout screen search season seat sense
sentence set shake shift ship shock shoot shop shut sign signal sink skip slide slip slow sound source spark
spell spin split sponsor spot stage stake stand start state steer step stick stock stop store storm strain
stream stretch strike strip structure study subject suit sum supply support suppose surface surprise survey
suspect sweep swing switch talk tap target task tax team tell term test tie time toll touch tour track trade
train transport trap travel trend trial trick trim trouble trust try turn twist upset value veto view voice
volunteer vote wage walk war warrant wash watch wave weather welcome will wind wish wonder word work worry
wound wrap benefit boost collapse comment content counter debut decline decrease delegate dispute double
draft escape exercise exit export favor favour feature finish fix forecast function fund gain grant
guarantee handle harbor haul herald hint hire host import increase issue lack launch lead leap leverage
license link lobby loom lower map merit murder need note object offset outline overhaul permit pitch pledge
plunge pose position post present prize project protest purchase query raise rally read rebound reform
refund reign release remake remark repeal resort retreat reuse reverse rise run separate shape share slash
slice slump spread spur stem stress struggle subject supplement surge suspect swap tackle tally top total
trace trail transfer transition trigger triple triumph trouble tumble update upgrade use value vow wage
waste welcome witness wreck yield fine cap pause dip hack levy audit auction default deposit discharge
download downgrade eclipse embargo escort flag harvest hedge jolt lament mandate mount nod nudge pair pardon
patent pile pin plague plug poison premiere pump rebuke relaunch rent repair restart rival rocket route ruin
sack scramble seal shelter shield snub spill squeeze staff stall stamp surrender torch tweak tweet vent
venture wire reply repeat pocket taste brand bounce burn blast chair chase cheat contest crush dash decay
dive dock drift fade hammer joke knock mock panic phone scare scoop scratch silence slap smile spray stack
tune respect span tear shine swim
""".split()

# lemma past participle
_IRREGULAR = """
arise arose arisen|awake awoke awoken|bear bore born|beat beat beaten|become became become|
befall befell befallen|begin began begun|bend bent bent|bet bet bet|bid bid bid|bind bound bound|
bite bit bitten|bleed bled bled|blow blew blown|break broke broken|bring brought brought|
broadcast broadcast broadcast|build built built|burn burnt burnt|burst burst burst|buy bought bought|
cast cast cast|catch caught caught|choose chose chosen|cling clung clung|come came come|cost cost cost|
cut cut cut|deal dealt dealt|dig dug dug|draw drew drawn|drink drank drunk|drive drove driven|eat ate eaten|
fall fell fallen|feed fed fed|feel felt felt|fight fought fought|find found found|flee fled fled|
fly flew flown|forbid forbade forbidden|forecast forecast forecast|foresee foresaw foreseen|
forget forgot forgotten|forgive forgave forgiven|freeze froze frozen|get got gotten|give gave given|
go went gone|grind ground ground|grow grew grown|hang hung hung|hear heard heard|hide hid hidden|hit hit hit|
hold held held|hurt hurt hurt|keep kept kept|know knew known|lay laid laid|lead led led|leap leapt leapt|
leave left left|lend lent lent|let let let|lie lay lain|light lit lit|lose lost lost|make made made|
mean meant meant|meet met met|offset offset offset|outdo outdid outdone|overcome overcame overcome|
oversee oversaw overseen|overtake overtook overtaken|overthrow overthrew overthrown|pay paid paid|
prove proved proven|put put put|quit quit quit|read read read|rebuild rebuilt rebuilt|
rewrite rewrote rewritten|ride rode ridden|ring rang rung|rise rose risen|run ran run|say said said|
see saw seen|seek sought sought|sell sold sold|send sent sent|set set set|shake shook shaken|shed shed shed|
shine shone shone|shoot shot shot|show showed shown|shrink shrank shrunk|shut shut shut|sing sang sung|
sink sank sunk|sit sat sat|sleep slept slept|slide slid slid|speak spoke spoken|spend spent spent|
spin spun spun|split split split|spread spread spread|spring sprang sprung|stand stood stood|
steal stole stolen|stick stuck stuck|strike struck struck|string strung strung|strive strove striven|
swear swore sworn|sweep swept swept|swim swam swum|swing swung swung|take took taken|teach taught taught|
tear tore torn|tell told told|think thought thought|throw threw thrown|undergo underwent undergone|
understand understood understood|undertake undertook undertaken|undo undid undone|uphold upheld upheld|
upset upset upset|wake woke woken|wear wore worn|weave wove woven|win won won|wind wound wound|
withdraw withdrew withdrawn|breed bred bred|speed sped sped|slay slew slain|creep crept crept|weep wept wept|
outsell outsold outsold|resell resold resold|retake retook retaken|overrun overran overrun|rethink rethought rethought|
unwind unwound unwound|mislead misled misled|reset reset reset|
withhold withheld withheld|withstand withstood withstood|write wrote written
""".replace("\n", "").split("|")

_DOUBLING = frozenset(
    "abet admit ban bar beg bet bid chat commit compel control defer deter drag drop equip excel fit get "
    "grab grip hit incur infer let map occur omit outfit permit pin plan plot prefer program put quit "
    "refer regret rid rub run scan scrap set shed shop shut sit skip slam slip spin split spot stem step "
    "stop strip submit swap swim tap top transfer transmit trap trim upset win wrap cut dig forget slim "
    "spur star stir dip nab acquit allot cap flag nod plug rob shrug slap snub spar span stun vet whip overrun".split()
)
_VOWELS = frozenset("aeiou")

BASE_PLAIN = frozenset(_PLAIN) - frozenset(_NOUNISH)
BASE_NOUNISH = frozenset(_NOUNISH)


def third_person(lemma: str) -> str:
    """carry → carries"""
    if lemma in ("be", "have", "do", "go"):
        return {"be": "is", "have": "has", "do": "does", "go": "goes"}[lemma]
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ies"
    if lemma.endswith(("s", "x", "z", "ch", "sh")):
        return lemma + "es"
    return lemma + "s"


def gerund(lemma: str) -> str:
    """make → making"""
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying"
    if lemma.endswith("e") and not lemma.endswith(("ee", "ye", "oe")) and lemma != "be":
        return lemma[:-1] + "ing"
    return (lemma + lemma[-1] if lemma in _DOUBLING else lemma) + "ing"


def past(lemma: str) -> str:
    """stop → stopped, take → took"""
    if lemma in _PAST_OF:
        return _PAST_OF[lemma]
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ied"
    return (lemma + lemma[-1] if lemma in _DOUBLING else lemma) + "ed"


_PAST_OF = {"be": "was", "have": "had", "do": "did"}
PAST: set[str] = set()
PARTICIPLE: set[str] = set()
PAST_OR_PARTICIPLE: set[str] = set()
THIRD: set[str] = set()
THIRD_NOUNISH: set[str] = set()
GERUND: dict[str, str] = {"being": "be", "having": "have", "doing": "do", "putting": "put", "throwing": "throw"}
LEMMA_OF_THIRD: dict[str, str] = {}


def _fill() -> None:
    irregular: dict[str, str] = {}
    for row in _IRREGULAR:
        lemma, went, gone = row.split()
        irregular[lemma] = gone
        _PAST_OF[lemma] = went
    for lemma in (*BASE_PLAIN, *BASE_NOUNISH, *irregular):
        went, gone = past(lemma), irregular.get(lemma, "")
        if gone in ("", went):
            PAST_OR_PARTICIPLE.add(went)
        else:
            PAST.add(went)
            PARTICIPLE.add(gone)
        third = third_person(lemma)
        (THIRD_NOUNISH if lemma in BASE_NOUNISH else THIRD).add(third)
        LEMMA_OF_THIRD[third] = lemma
        GERUND.setdefault(gerund(lemma), lemma)


_fill()


def lemma_of_gerund(word: str) -> str:
    """improving → improve; a word we do not know is read by its spelling."""
    known = GERUND.get(word)
    if known:
        return known
    stem = word[:-3]
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lsz":
        return stem[:-1]
    if stem.endswith(("at", "iz", "is", "v", "c", "g", "u", "dl", "bl", "tl", "s", "ir", "ur", "os", "ut", "id")):
        return stem + "e"
    return stem
