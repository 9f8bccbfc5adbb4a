"""Sentences that assert nothing about the world: questions, bylines, captions, site furniture.

A word for it is not enough: what is said of subscribers, of a newsletter or of somebody's terms is a claim.
"""

import re

_OPENING = re.compile(
    r"(?:subscribe|sign (?:up|in)|log in|click (?:here|on|to)|read more|share (?:this|on)|follow (?:us|@)|"
    r"download (?:the|our) app|leave a comment|continue reading|related articles?:?|"
    r"(?:photo|photograph|image) ?(?:by|:)|(?:photo|image) credit|"
    r"this (?:article|story|post) (?:was|has been) (?:originally|first) published|copyright (?:©|\(c\)|\d+)|"
    r"(?:advertisement|cookies?|newsletters?|privacy policy|terms of (?:use|service))\W*$)(?!\w)"
)
_ABROAD = re.compile(
    r"abonnieren sie|jetzt (?:abonnieren|anmelden)|lesen sie (?:auch|mehr)|mehr zum thema|abonnez-vous|inscrivez-vous|"
    r"lire (?:aussi|également)|suscr[ií]b(?:a|e)|lea también|lee también|"
    r"订阅|訂閱|阅读更多|閱讀更多|版权所有|责任编辑|转载请"
)
# looked for as they stand in the lower-case sentence: twenty such tests cost a tenth of one pattern
_ANYWHERE = (
    "all rights reserved|©|our newsletter|our privacy policy|our terms of|we use cookies|site uses cookies|click here|"
    "follow us on|your inbox|subscribe to our|subscribe now|(photo|read more:"
).split("|")
_CAPTIONS = "photo by|photograph by|image credit|photo credit|getty images|/afp".split("|")
_BYLINE = re.compile(r"(?:By|From|Written by|Reporting by|Editing by|Updated|Published|Posted)[ :]")
_SHORT = 140


def is_boilerplate(words: str) -> bool:
    """Whether a sentence is a question, a byline, a caption or an invitation to subscribe."""
    if words.endswith(("?", "？", '?"', "?”")):
        return True
    if len(words) > _SHORT:
        return False
    closed = words.endswith((".", '."', ".”"))
    if _BYLINE.match(words) and not closed:
        return True
    low = words.casefold()
    if _OPENING.match(low) or _ABROAD.match(low) or any(map(low.__contains__, _ANYWHERE)):
        return True
    return not closed and any(map(low.__contains__, _CAPTIONS))
