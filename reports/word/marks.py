"""What a copy to work on is marked with, and known by when it comes back."""

import re

# The bookmark around a part, as Word lets people type names; hyphens are not among them.
BOOKMARK = re.compile(r"part_([1-9]\d{0,8})")
# The property that names the text.
PROPERTY = "GuidancePortalText"
