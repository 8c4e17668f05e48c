"""How texts word that what stands around is no plain fact: rumours' titles, lines that lead in, remarks on the sentence before.

All are matched on text with straight apostrophes (`plain`), in any case.
"""

from __future__ import annotations

import re


def plain(text: str) -> str:
    """Return text with one kind of apostrophe, as long as before."""
    return text.replace("’", "'")


def _any(*ways: str) -> str:
    return "(?:" + "|".join(ways) + ")"


def _words(*ways: str) -> re.Pattern[str]:
    return re.compile(rf"\b{_any(*ways)}\b", re.IGNORECASE)


def _whole(*ways: str) -> re.Pattern[str]:
    return re.compile(_any(*ways), re.IGNORECASE)


_SAY = _any(
    "says?", "said", "tells?", "told", "hears?", "heard", "read", "goes", "thinks?", "thought", "believes?", "believed", "assumed", "hoped",
    "seems?", "seemed", "claims?", "been told", "was told",
)  # fmt: skip
_OPEN = _any(
    "unconfirmed", "not confirmed", "unverified", "rumou?rs?", "speculation", "guess(?:work)?", "hearsay", "hunch", "gossip", "opinion"
)
_IS = _any("'s", " is", " was", " are", " were", " remains", " has been", " have been")
_MERELY = _any(" just", " only", " still", " pure", " mere", " an?", " my", " all", " so far", " as yet", " yet")
_THIS = r"of (?:this|these|that|the above|it)"

RUMOUR = _words(
    "rumou?r(?:s|ed)?", "leaked", "leakers?", "leaks? (?:show|reveal|suggest|point|hint)s?",
    "(?:specs?|photo|image|price|new|big|massive) leaks?",
    "speculat(?:ion|ions|ive)", "unconfirmed", "unverified", "alleged(?:ly)?", "supposed(?:ly)?", "reportedly", "purported(?:ly)?",
    "guess(?:es|work)?", "predictions?", "hearsay", "gossip", "what (?:we|to|you can) expect",
    "what (?:we|i) (?:were|was|have been|had been) told", "what (?:we|i) (?:have |had )?(?:heard|hear)",
    "what (?:our |the |my |some )?(?:sources?|insiders?|leakers?|tipsters?) (?:say|says|said|tell|tells|told)",
    "expected (?:prices?|specs?|specifications|features|release|launch)",
    "(?:is |are |now )?expected (?:in|on|for|by|this|next|soon|later|around|before)",
    "(?:is |are |now )?expected to (?:be|launch|arrive|come|ship|get|have|feature|replace)",
)  # fmt: skip
WISH = _words("wish[ -]?lists?", "wishes", "(?:my|our) dream [a-z]+")
HERE = re.compile(r"(?:here (?:is|are|comes?)|here's|these are|this is|below (?:is|are)|now for)\b", re.IGNORECASE)
HEARSAY = _words(
    r"according to (?:an?|one|our|my|some|several|two|various) (?:[\w-]+ ){0,2}(?:sources?|leakers?|insiders?|tipsters?|rumou?rs?"
    "|tips?|friends?|acquaintances?|dealers?|posts?|forums?|people)",
    r"(?:an?|one|our|my|another) (?:[\w-]+ ){0,2}(?:source|leaker|insider|tipster)(?! of)",
    "(?:sources|insiders|leakers|rumou?rs?|people) (?:say|claim|tell|suggest|have it|has it)",
    "rumou?r(?:s|ed)?", "leaked", "speculation", "(?:is|are) said to", "(?:reported|alleged|supposed|purported)ly", "little bird",
    "word (?:is|has it)", "grapevine",
    r"if (?:the|these|this|our|my|his|her) (?:[\w-]+ )?(?:leakers?|leaks?|rumou?rs?|sources?|tipsters?|information)"
    " (?:is|are|was|were|turns?|proves?|holds?)",
)  # fmt: skip
SETTLED = _words(
    "official(?:ly)?",
    "confirm(?:s|ed)",
    "announce[sd]?",
    "unveil(?:s|ed)",
    "launch(?:es|ed)",
    "ends?",
    "ended",
    "den(?:y|ies|ied)",
    "in fact",
    "known",
)
ANONYMOUS = _words(
    "(?:people|persons?|sources?|officials?) (?:familiar|close|with knowledge|briefed)",
    "(?:the|one of the|another) (?:people|person|sources?) said",
    "(?:asking|asked|declined|declining|wished|requested) (?:not )?to (?:be named|be identified|remain anonymous)",
    "condition of anonymity",
)
SUPPOSED = re.compile(
    r"(?:just |now |but |so |and )?"
    r"(?:imagine|suppose|supposing|picture this|assume|assuming|what if|pretend"
    r"|(?:let's|let us|let me) (?:say|assume|suppose|imagine|pretend)"
    r"|in (?:the|his|her|their|my|our|this|that|one|another|an?) (?:[\w'-]+ ){0,2}"
    r"(?:novel|film|movie|dream|fantasy|parody|satire|scenario|thought experiment))\b(?! (?:industry|business|world))",
    re.IGNORECASE,
)
# Whose opening sentence is a thought, and goes on up to the end of its paragraph in the present.
ASSUMES = re.compile(
    r"(?:our|the|my|their|his|her|its|this|that|one|another|an?) (?:[\w'-]+ ){0,3}(?:case|scenario|model|simulation|thesis|plan|proposal)"
    r" (?:assumes?|envisages?|foresees?|supposes?|sees|imagines?)\b",
    re.IGNORECASE,
)
# What a thought leaves as it is: what came to pass, or holds at present.
REAL = _words("was", "were", "had", "since", "already", "currently", "at present", "presently", "today", "so far", "until now", "founded")
THEN = _words("then", "in that case", "in this case", "in such a case")
# Sentences that tell nothing themselves, and open what is only a thought up to the end of their paragraph.
SCENARIO = re.compile(
    r"(?:just |now |but |so |and )?(?:"
    r"(?:imagine|picture|consider|take) (?:the following|this)\b"
    r"|in (?:a|an|another|some) (?:parallel|alternate|alternative|fictional|imaginary|perfect|ideal)"
    r" (?:universe|world|history|timeline|reality)\b"
    r"|(?:the|one|another|a|my|their|his|her|our) (?:plan|idea|scenario|theory|thinking|dream|vision|fantasy)"
    r"(?: is| was| went| goes| ran| runs| looked| sounded| seemed)? ?(?:simple|clear|this|thus|like this|as follows|roughly this)\W*$"
    r")",
    re.IGNORECASE,
)
GOES_ON = re.compile(r"(?:it|its|they|their|he|she|the|this|these|that|both)\b", re.IGNORECASE)

# Whole sentences after the one that they speak of, without their marks.
LEFT_OPEN = _whole(
    rf"(?:or|at least) (?:so|that is what|that's what) .*{_SAY}.*",
    rf"so (?:they|people|the (?:story|rumou?r)|i|i've|i have|i was|i am|i'm) {_SAY}.*",
    r"(?:or )?at least,? (?:that|this|so)(?: is|'s| was|,)? (?:the|what the|goes the|runs the)"
    " (?:official |popular |usual )?(?:legend|story|rumou?r|theory|claim|version).*",
    "allegedly", "supposedly", "apparently", "reportedly", "maybe", "perhaps", "probably", "possibly", "presumably",
    "i (?:think|guess|believe|suppose|assume|hope|reckon)",
    "who knows.*", "wishful thinking",
    "if (?:it's |it is |that's |that is )?true.*", "if you (?:believe|can believe) .*", r".*\b(?:grain|pinch) of salt\b.*",
    "don't quote me.*", r"(?:pure|mere|just|only|a) (?:an? )?(?:speculation|rumou?r|guess|hunch|feeling|hearsay)\b.*",
    rf"(?:that|this|it|these|all){_IS}{_MERELY}* ?{_OPEN}\b.*",
    rf"(?:that|this|it){_IS}(?: at least)? what (?!.*\bfact\b).*\b{_SAY}\b.*",
)  # fmt: skip
TAKEN_BACK = _whole(
    "(?:just |only )?(?:kidding|joking)", "jk", "not really", "not quite", "not a chance", "no chance", "if only", "i wish", "dream on",
    "no such [a-z]+ (?:ever )?(?:happened|took place|exists?|existed|came about|was (?:ever )?(?:made|signed|struck|released|built))",
    "(?:it|that|this) never happened",
    "(?:that's |that is |this is |which is )?(?:not true|untrue|false|wrong|nonsense|rubbish|bogus|a lie|a hoax|a myth|fake news|made up)"
    "(?: of course)?",
    "(?:the|this|that|it's a|a) (?:[a-z]+ )?(?:story|rumou?r|report|claim|legend|tale|account|anecdote) (?:is|was|turned out to be|proved)"
    "(?: simply| just| plainly| completely| quite)? (?:not true|untrue|false|wrong|nonsense|rubbish|bogus|a lie|a hoax|a myth|made up)",
    "(?:that's |that is |this is )?an april fool's joke",
    "(?:that|this|it) (?:isn't|is not|wasn't|was not) (?:true|so|the case|correct|right)",
)  # fmt: skip
_SURE = _words("confirm(?:ed)?", "official", "verif(?:y|ied)", "certain")
_DENIED = _words("none", "nothing", "not", "unable", "cannot", "never", "isn't", "couldn't", "can't", "haven't", "hasn't")
_UNSURE = _words(
    "unconfirmed", "unverified", "speculation", "speculative", "rumou?rs?", "guess(?:es|work)?", "leaks?", "hearsay", "gossip",
    "(?:grain|pinch) of salt", "(?:with|needs?) (?:[a-z]+ )?caution", "hypothetical", "april fool's?(?: joke)?",
)  # fmt: skip
_COMES_ABOUT = _words("materiali[sz]es?", "come(?:s)? (?:true|about|to pass)", "happens?")
_ABOUT_THIS = _words(
    rf"(?:none|nothing|any|all|everything|much|most) {_THIS}", "(?:everything|all|nothing) (?:here|above|is)", "(?:all|any) (?:this|that)"
)
# What nobody doubts, whatever the rest of a rumour is worth.
HISTORY = _words("(?:was|were) (?:first )?(?:founded|established|launched|released|introduced|acquired|bought)", "founded in", "founded by")


CORRECTS = _words(r"(?:an )?(?:earlier|previous|original|first) version of (?:this|the) (?:article|story|post|text|page|report|review)")


def last_sentence(line: str) -> str:
    """Return what follows the last full stop inside a line, where a parser may see no sentence: "… again. Leaked details:"."""
    return re.split(r"(?<=[.!?])\s+", line.strip())[-1]


def disclaims(words: str) -> bool:
    """Tell whether a sentence takes the certainty from all before it: "None of this has been confirmed."."""
    open_ = _UNSURE.search(words) or (_DENIED.search(words) and (_SURE.search(words) or _COMES_ABOUT.search(words)))
    return open_ is not None and _ABOUT_THIS.search(words) is not None
