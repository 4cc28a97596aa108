"""Patterns that are compiled when a text first asks for them: all of them take longer than most readings."""

import re
from collections.abc import Callable, Iterator
from functools import cached_property


class LatePattern:
    """A regular expression that is compiled when it is first used; most texts ask for few of them."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self.flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, self.flags)

    @cached_property
    def match(self) -> Callable[..., re.Match[str] | None]:
        return self.compiled.match

    @cached_property
    def fullmatch(self) -> Callable[..., re.Match[str] | None]:
        return self.compiled.fullmatch

    @cached_property
    def search(self) -> Callable[..., re.Match[str] | None]:
        return self.compiled.search

    @cached_property
    def finditer(self) -> Callable[..., Iterator[re.Match[str]]]:
        return self.compiled.finditer

    @cached_property
    def findall(self) -> Callable[..., list[str]]:
        return self.compiled.findall

    @cached_property
    def split(self) -> Callable[..., list[str]]:
        return self.compiled.split

    @cached_property
    def subn(self) -> Callable[..., tuple[str, int]]:
        return self.compiled.subn

    @cached_property
    def sub(self) -> Callable[..., str]:
        return self.compiled.sub


class EitherPattern:
    """What one of several patterns matches, tried in turn, so that none is compiled again within another."""

    def __init__(self, *patterns: "re.Pattern[str] | LatePattern | EitherPattern") -> None:
        self.patterns = patterns

    def match(self, text: str, at: int = 0) -> re.Match[str] | None:
        for pattern in self.patterns:
            if found := pattern.match(text, at):
                return found
        return None
