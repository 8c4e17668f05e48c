"""Words that tell how a proposition is put forward: lemmas by what they do to what they govern.

The classes follow the literature on factuality (Karttunen 1971 and 2012 on implicatives and factives, Saurí & Pustejovsky 2009 on
source-introducing predicates); the words are those of news, press releases, reviews and forums. A lemma stands in one class only:
where it has two uses, the tree decides (see `factuality`).
"""

from __future__ import annotations

import re
from enum import Enum, auto


class Cue(Enum):
    """What a predicate does to the proposition that it governs."""

    NEUTRAL = auto()  # passes on its own modality and polarity: manage to, begin to, enable to
    FACTIVE = auto()  # takes it for granted, itself denied or not: know that, glad that
    SPEECH = auto()  # puts it into a mouth, whose it is: say that
    HEARSAY = auto()  # passes on what others say: read that, rumour
    BELIEF = auto()  # holds it likely: think that, seem to
    FORECAST = auto()  # holds it likely for a time to come: expect that
    LIKELY = auto()
    UNLIKELY = auto()
    POSSIBLE = auto()  # leaves it open: possible that, a chance that
    PLAN = auto()  # means to make it true: plan to, going to
    CONSIDER = auto()  # may come to mean it: consider -ing
    ATTEMPT = auto()  # works for it: try to
    WISH = auto()
    ASK = auto()  # wants to know: wonder whether
    LASTING = auto()  # goes on with what is so already: continue to
    NOT = auto()  # it did not come to pass: fail to
    DENY = auto()
    DOUBT = auto()


def words(text: str) -> frozenset[str]:
    """Return the set of the words of a line."""
    return frozenset(text.split())


_VERBS: dict[Cue, frozenset[str]] = {
    Cue.FACTIVE: words(
        "know realise realize regret discover learn notice recognise recognize acknowledge admit confirm reveal remember forget "
        "ignore hide demonstrate prove ascertain verify substantiate corroborate appreciate resent emphasise emphasize underscore "
        "highlight understand mind"
    ),
    Cue.SPEECH: words(
        "say tell add note explain write claim state argue warn insist assert declare remark comment reply respond announce mention "
        "maintain contend stress report observe quip joke boast complain concede point post tweet answer reiterate recount opine testify "
        "caution inform assure describe put mutter swear repeat"
    ),
    Cue.HEARSAY: words("read hear rumor rumour allege gossip surmise purport repute"),
    Cue.BELIEF: words(
        "think believe suspect guess assume presume suppose imagine reckon figure feel bet wager seem appear suggest imply indicate infer "
        "conclude sound look gather conceive perceive tend fear conjecture deem hint"
    ),
    Cue.FORECAST: words("expect anticipate predict forecast project foresee estimate envisage envision speculate pencil"),
    Cue.PLAN: words("plan agree intend aim target promise vow pledge prepare schedule slate threaten propose tip poise"),
    Cue.CONSIDER: words(
        "consider contemplate mull weigh explore discuss negotiate eye study debate offer invite recommend advise urge talk toy flirt muse "
        "favour favor"
    ),
    Cue.ATTEMPT: words(
        "try attempt bid seek strive struggle endeavor endeavour fight hesitate ask request order demand encourage require wait await "
        "apply petition lobby campaign vie compete race jostle scramble audition clear permit authorise authorize entitle"
    ),
    Cue.WISH: words("hope wish want desire dream long yearn crave need deserve pray fancy covet woo court dread"),
    Cue.ASK: words("wonder question query inquire enquire"),
    Cue.LASTING: words("continue keep remain"),
    Cue.NOT: words(
        "fail stop cease refuse decline avoid quit prevent forbid neglect prohibit ban bar omit abandon cancel halt scrap shelve scuttle "
        "shun forgo thwart veto block reverse overturn rescind revoke"
    ),
    Cue.DENY: words("deny dispute refute reject disprove rebut contradict dismiss pretend debunk demolish discredit dispel"),
    Cue.DOUBT: words("doubt disbelieve"),
}
_ADJECTIVES: dict[Cue, frozenset[str]] = {
    Cue.FACTIVE: words(
        "aware glad happy sad sorry proud pleased excited delighted thrilled surprised surprising odd strange good great nice bad "
        "disappointed disappointing unfortunate lucky fortunate interesting remarkable amazing unbelievable important honored honoured "
        "grateful thankful angry upset encouraged encouraging known tired guilty"
    ),
    Cue.LIKELY: words(
        "likely likelier likeliest probable apt liable bound sure certain confident convinced optimistic inevitable presumable plausible"
    ),
    Cue.UNLIKELY: words("unlikely improbable doubtful implausible"),
    Cue.POSSIBLE: words("possible conceivable potential hypothetical free eligible welcome feasible capable"),
    Cue.NOT: words("short impossible unable unwilling reluctant incapable false untrue"),
    Cue.PLAN: words("about due set poised ready slated scheduled destined planned tipped"),
    Cue.WISH: words("eager keen desirable anxious hopeful tempted willing desperate interested"),
    Cue.ASK: words("unsure uncertain unclear unknown curious undecided unaware"),
    Cue.ATTEMPT: words("necessary essential vital crucial close"),
}
_NOUNS: dict[Cue, frozenset[str]] = {
    Cue.NEUTRAL: words("decision"),
    Cue.FACTIVE: words(
        "fact news knowledge reason proof confirmation realisation realization discovery truth surprise wonder secret coincidence accident "
        "shame pity mystery relief shock"
    ),
    Cue.SPEECH: words("statement announcement"),
    Cue.HEARSAY: words(
        "rumor rumour report speculation hearsay allegation claim gossip suggestion story leak whisper buzz word accusation insinuation "
        "legend contention tale"
    ),
    Cue.BELIEF: words(
        "guess belief opinion bet view impression feeling suspicion assumption thought hunch indication sign hint theory inference evidence"
    ),
    Cue.FORECAST: words("expectation prediction forecast projection prospect likelihood probability outlook"),
    Cue.POSSIBLE: words(
        "possibility chance risk danger option potential opportunity proposal idea threat offer running contention contender "
        "candidate favourite favorite frontrunner front-runner right"
    ),
    Cue.CONSIDER: words("talk negotiation discussion application"),
    Cue.PLAN: words("plan intention intent aim goal promise commitment pledge objective target strategy blueprint roadmap deal agreement"),
    Cue.WISH: words("hope wish wishlist desire dream need demand request call want"),
    Cue.ATTEMPT: words("effort attempt bid try brink verge cusp threshold"),
    Cue.NOT: words("failure refusal inability lack absence ban"),
    Cue.DENY: words("denial joke hoax prank lie myth falsehood misconception misbelief fallacy fabrication untruth delusion"),
    Cue.DOUBT: words("doubt skepticism scepticism"),
    Cue.ASK: words("question"),
}


def _by_lemma(table: dict[Cue, frozenset[str]]) -> dict[str, Cue]:
    return {lemma: cue for cue, lemmas in table.items() for lemma in sorted(lemmas)}


VERBS = _by_lemma(_VERBS)
ADJECTIVES = _by_lemma(_ADJECTIVES)
NOUNS = _by_lemma(_NOUNS)

# Of these, those that grant nothing where they are denied: "nobody has confirmed that", "has yet to prove that"; and nouns like them.
PROVING = words("confirm prove demonstrate ascertain verify substantiate corroborate")
PROOFS = words("proof confirmation")
# Verbs whose denial is the denial of what they govern ("I don't think that it will"): neg-raising.
NEG_RAISING = words("think believe suppose imagine expect anticipate feel guess reckon figure seem appear want wish intend plan look")

# What a predicate does to its own object, where it governs no clause.
# Verbs that deny what they govern with the word behind them alone: "ruled out buying", "shied away from merging".
TURNING_DOWN = frozenset({
    ("rule", "out"), ("call", "off"), ("back", "out"), ("pull", "out"), ("hold", "off"), ("shy", "away"), ("walk", "away"),
    ("back", "away"), ("step", "away"), ("step", "back"), ("draw", "back"),
    ("steer", "clear"), ("fall", "short"), ("come", "short"), ("turn", "down"), ("vote", "down"), ("pass", "up"), ("pull", "plug"),
    ("turn", "back"), ("pass", "over"),
})  # fmt: skip
SHUNNING = words(
    "shun snub spurn eschew reject refuse decline lack miss ignore omit deny skip forgo renounce disown pose masquerade expel exclude eject"
)
# What a verb does to what it governs with "of", "about" or "with": "is thinking of buying", "is accused of copying".
OF_DOING = {
    "think": Cue.CONSIDER,
    "toy": Cue.CONSIDER,
    "accuse": Cue.HEARSAY,
    "suspect": Cue.HEARSAY,
    "charge": Cue.HEARSAY,
    "dream": Cue.WISH,
}
# Nouns for what is done once, which did not come about where it was abandoned or denied.
DEALS = words("acquisition merger takeover purchase buyout sale launch release introduction deal tie-up")
# What keeps from doing the next thing: "died before he joined", "collapsed before launching it".
BREAKING_OFF = words(
    "abandon ask balk baulk block break cancel close collapse consider delay demand die discuss drop end expire fail fire "
    "fold halt hesitate hope insist intervene kill long matter need negotiate oust plan postpone quit require resign retire "
    "retreat sack scrap stall stop suspend talk time try wait want withdraw"
)
HELD = words("hold consider regard take rate")  # "is held to be": what is thought of somebody
ITSELF = words("company firm group maker manufacturer")  # who tells what is his own: "the company puts its sales at"
GUESSED = words("credit estimate believe suspect guess reckon think presume assume claim")
NOT_OF_ITSELF = words(
    "wait await favour favor apply petition lobby campaign vie compete race jostle scramble audition clear permit authorise authorize "
    "entitle weigh tip agree fight order ask hear read require demand encourage recommend discuss study need offer prepare promise "
    "pledge strive advise invite urge debate talk toy flirt muse veto block close"
)

PROBABLY = words(
    "probably likely presumably apparently seemingly reportedly allegedly supposedly purportedly ostensibly evidently doubtless "
    "arguably rumoredly virtually practically surely imho imo afaik afaict iirc iiuc"
)
POSSIBLY = words("maybe perhaps possibly perchance conceivably potentially mayhap theoretically")
HOPEFULLY = words("hopefully ideally")
FROM_MEMORY = ("i remember", "i recall", "memory serves", "i am not mistaken", "i 'm not mistaken")  # after "if"
RUMOURED = frozenset(("rumoured", "rumored", "tipped", "touted", "speculated"))  # of things whose being is hearsay
# Inserted into a sentence, wherever the tree hangs it: all of it is passed on.
HANDED_DOWN = re.compile(
    r"\b(?:(?:so|as) (?:the )?(?:story|legend|rumou?r|tale|saying|myth|gossip) (?:goes|has it|says)"
    r"|(?:story|legend|rumou?r|tale|tradition|gossip|lore) (?:has it|says|goes)|(?:so|as) (?:they|people) say"
    r"|according to (?:[a-z-]+ ){0,4}(?:leakers?|leaksters?|tipsters?|insiders?|leaks?)"
    r"|according to (?:(?:[a-z]+ )?(?:legend|rumou?rs?|hearsay|gossip|grapevine|folklore|lore|myth|tradition)|some|many|others)"
    r"|(?:or so )?(?:i|we)(?: was|'ve been|’ve been| have been|'m| am) told(?=[.,!)]|$)|(?<=, )they say(?=[.!)]|$)"
    r"|(?:word|talk|scuttlebutt|chatter)(?: (?:on|around|in|at|from) the [a-z]+)? (?:is|has it)"
    r"|last (?:thing )?(?:i|we) (?:heard|checked|looked)|for all (?:i|we|anybody|anyone) knows?"
    r"|from what (?:i|we)(?:'ve|’ve| have| can)? (?:heard|read|seen|see|gather(?:ed)?|understand|tell|know)"
    r"|to the best of my knowledge|unless (?:i|we)(?:'m|’m| am| are) (?:mistaken|wrong)|correct me if i(?:'m|’m| am) (?:wrong|mistaken)"
    r"|afaik|afaict|iirc|iiuc"
    r"|or so (?:i|we)(?:'ve|’ve| have)? (?:read|heard?|thought|think|believed?|gather(?:ed)?|assumed?)|i seem to (?:recall|remember)"
    r"|(?:pretty|fairly|quite|almost|reasonably|nearly) (?:sure|certain)|or something (?:like that|along those lines|to that effect)"
    r"|, or (?:at least )?(?:did|was|were|had been|used to)(?=[.,!)]|$)"
    r"|i (?:may|might|could) be (?:wrong|mistaken)|^were (?:[\w'’-]+ ){1,4}to"
    r"|do(?:n't|n’t| not) quote me|(?:grain|pinch) of salt|citation needed|my (?:money|bet) is on"
    r"|(?:to judge|judging) (?:by|from)|said no ?(?:one|body) ever|yeah,? right|on good authority|or am i (?:wrong|mistaken)"
    r"|next (?:you|they|he|she)(?:'ll|’ll| will) (?:tell|say|claim))(?!\w)"
    r"|\((?:un(?:confirmed|verified)|not confirmed|tbc|rumou?red|(?:alleged|supposed|reported|apparent|probab)ly|perhaps|maybe|\?)\)",
    re.IGNORECASE,
)
FALSELY = words("wrongly falsely mistakenly erroneously incorrectly")
FALSE = words(
    "false untrue wrong mistaken incorrect unfounded baseless fabricated fictitious nonsense rubbish bogus bunk fiction fantasy hoax lie "
    "myth invention fake debunked error mistake misprint typo"
)
IMAGINING = words("imagine conceive envisage envision picture")
IMAGINABLE = words("imaginable conceivable thinkable unthinkable unimaginable inconceivable")
BE_NICE = words(
    "nice great good lovely sweet cool awesome fantastic wonderful amazing perfect ideal welcome dream fun neat brilliant best better "
    "handy useful"
)
# Verbs for what is so, not for what happens: "may have" is about now, "may get" about a time to come.
STATIVE = words(
    "be have use know weigh cost contain belong need include own like love want believe think exist seem appear mean consist depend "
    "work live stand lie hold measure fit support resemble remain stay differ understand see hear feel look sound matter suit lack "
    "deserve concern involve describe explain say represent serve count rank sit come"
)
PLEASE = words("please pls plz")
UNSURE = words("unverified unconfirmed unsubstantiated")
# What became of a merger, a launch, a pact: it came about, or it did not.
COMING_ABOUT = words("happen materialise materialize occur transpire go come succeed proceed close complete")
FALLING_THROUGH = words("collapse fail fall founder unravel flounder")
ABORTED = words("aborted abortive failed unsuccessful scrapped cancelled canceled thwarted blocked collapsed")
LOSING = words("lose forfeit relinquish surrender")
STANDINGS = words("status membership place seat licence license title standing")
# Where a thing is so, if not in this world: "in the novel", "in an ideal world"; and what lies open: "a merger is on the table".
IMAGINED = words("novel film movie dream fantasy fiction parody satire scenario")
IMAGINARY = words("alternative alternate parallel fictional imaginary hypothetical perfect ideal")
PROJECTS = words("plan proposal")  # under which something is to be
PENDING = words("await need require face wait")
CONSENT = words("approval consent blessing clearance nod vote ratification permission decision review")
OFFERING = words("offer bid propose")  # a sum of money for something
OFFERS = words("offer bid proposal attempt overture approach")
TALKS = words("talk negotiation discussion")
DROPPING = words("drop withdraw abandon scrap shelve reject retract lose rebuff spurn end terminate suspend")
DELAYING = words("delay postpone defer prepare")
AWAITING = words("consideration discussion negotiation review study evaluation")
TIDINGS = words("news word detail information info comment statement update hint clue explanation reason")  # of what is there
TELLING_OF = words("about on of regarding concerning over for behind")
AFLOAT = words("table card cards work works offing air pipeline horizon")
NEVER = words("not n't n’t no never neither nor hardly scarcely barely nowhere nt t cannot")
NEARLY = words("nearly almost narrowly")
# Phrases with "no" that deny their clause: "at no time", "by no means", "under no circumstances".
NO_WAY = words("time point stage moment way mean means circumstance circumstances account condition conditions")
# What passes for true and need not be, where it is "wrong": "the figure of 250 employees is wrong".
SHOWN = words("figure number claim statement report tag label sticker photo picture image caption entry headline sum total sign rendering")
SHOWING = words(
    "give put have list show suggest point provide call include foresee envisage speak talk name describe depict picture feature"
)
LEAKERS = words("leaker listing tipster leakster insider scuttlebutt")
DRAFTS = words("render rendering mock-up mockup drawing sketch patent dummy")  # of what may never be made
NO_ONE = words("no nobody nothing none neither")
HEDGED_ATTRIBUTES = {
    "alleged": Cue.HEARSAY,
    "rumored": Cue.HEARSAY,
    "rumoured": Cue.HEARSAY,
    "reported": Cue.HEARSAY,
    "supposed": Cue.HEARSAY,
    "claimed": Cue.HEARSAY,
    "purported": Cue.HEARSAY,
    "surmised": Cue.BELIEF,
    "presumed": Cue.BELIEF,
    "apparent": Cue.BELIEF,
    "suspected": Cue.BELIEF,
    "probable": Cue.LIKELY,
    "likely": Cue.LIKELY,
    "possible": Cue.POSSIBLE,
    "potential": Cue.POSSIBLE,
    "hypothetical": Cue.POSSIBLE,
    "would-be": Cue.POSSIBLE,
    "proposed": Cue.CONSIDER,
    "planned": Cue.PLAN,
    "intended": Cue.PLAN,
    "expected": Cue.FORECAST,
    "anticipated": Cue.FORECAST,
    "projected": Cue.FORECAST,
    "estimated": Cue.BELIEF,
    "mooted": Cue.CONSIDER,
    "targeted": Cue.PLAN,
    "promised": Cue.PLAN,
}

# Adjectives, and nouns after them, by which a sentence judges rather than tells.
EVALUATIVE = words(
    "good great bad best worst better worse nice excellent superb brilliant wonderful fantastic amazing awesome terrible awful horrible "
    "poor stunning beautiful gorgeous ugly lovely elegant exciting interesting boring impressive disappointing remarkable outstanding "
    "perfect superior inferior ridiculous silly stupid smart clever dumb sad strange weird odd unbelievable incredible fabulous "
    "overpriced underrated overrated cheap expensive pricey affordable unique unusual useful useless practical adorable cute fun funny "
    "easy difficult hard important legendary iconic unrivaled unrivalled unmatched sharp light heavy bulky big small large huge tiny "
    "comfortable uncomfortable clumsy awkward sluggish naive dismal shoddy quirky sensible serious tragic delightful magnificent "
    "mediocre decent fine solid reliable unreliable attractive unattractive desirable insulting exaggerated healthy balanced limited "
    "unfortunate welcome worthy worthwhile pointless fair unfair right wrong true suicide shame pity joy dream nightmare disaster "
    "debacle masterpiece gem bargain joke mess idea featherweight beast winner loser marvel lousy impressed fantastic compelling "
    "versatile flawless"
)

# Nouns for what happens: "a merger" in "they may agree on a merger" is as sure as its verb.
EVENTS = words(
    "agreement alliance acquisition merger takeover purchase partnership cooperation co-operation collaboration launch release demise "
    "sale deal announcement discontinuation withdrawal introduction buyout venture integration membership accession appointment "
    "founding foundation closure bankruptcy investment joining contract licence license relocation move expansion production ownership "
    "manufacture support compatibility adoption use refresh replacement successor resignation departure retirement arrival delivery "
    "shipment split spin-off spinoff"
)

# Verbs whose object or complement is what somebody comes to be: "would make it the rival of".
BECOMING = words("make become name appoint elect call turn declare remain stay")

# Times: see `times`.
SOON = words("tomorrow someday soon shortly imminently eventually tonight")
CALENDAR = words(
    "year month week day quarter season spring summer autumn fall winter decade generation january february march april may june july "
    "august september october november december christmas easter whitsun monday tuesday wednesday thursday friday saturday sunday"
)
ARRIVING = words("arrive come ship launch debut go start begin open hit land release become join leave end close merge")

# Who says it: see `speakers` and `issuers`.
SAYING = words(
    "say tell add note explain write claim state argue warn insist assert declare remark comment reply respond announce mention "
    "maintain contend stress report observe quip joke boast complain concede acknowledge admit answer reiterate recount opine testify "
    "caution inform assure predict believe think estimate expect reckon suggest emphasise emphasize confirm conclude tweet post "
    "continue deny reveal disclose promise recall ask wonder agree stipulate allege enthuse muse put hint"
)
SPOKESMEN = words(
    "spokesman spokeswoman spokesperson spokespeople representative official executive management statement release company firm group "
    "corporation maker manufacturer board officer site website blog paper newspaper magazine director"
)
DOCUMENTS = words("report note memo study survey article story piece book letter filing review editorial column podcast post tweet blog")
VAGUE = words("some many several certain various most")  # "some collectors maintain that"
UNNAMED = words(
    "analyst trader dealer economist expert critic observer source investor reviewer people somebody someone everyone everybody"
)
ANNOUNCING = words(
    "announce introduce unveil launch present release reveal report debut showcase publish issue say sign join acquire expand"
)
