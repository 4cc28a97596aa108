"""Chinese as official documents print it: no blank beside a number.

On screens the portal sets one there; a printed line of 28 signs has none (GB/T 9704-2012).
"""

import re

from django.utils.translation import get_language

_BESIDE_NUMBER = re.compile("(?<=[0-9%A-Za-z）]) (?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff：，]) (?=[0-9+−])")


def printed(text: str) -> str:
    """The report's own words as they are printed in the language in force."""
    return text if get_language() == "en" else _BESIDE_NUMBER.sub("", text)
