"""Every benchmark of speed, one after the other: ``make benchmarks`` (``ARGS="pages saving"`` for some).

Each prints what it measured, with its ratio to the bare work of the same run, and ends with 1 where a ratio
or a growth is above what is wanted; the list at the end names those. Where ``DATABASE_URL`` names no
PostgreSQL server, one is started for the time and is gone afterwards. ``--counted`` runs the short form of
those that have one, which counts statements and rows and never looks at a clock.

What outlives what (``killing.py``, ``restarting.py``, ``dripping.py`` and their like) is tried one by one.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parent))

from benchmarks.cluster import own_cluster


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One benchmark: ``counted`` are the arguments of its short form, where it has one."""

    name: str
    counted: tuple[str, ...] | None = None


BENCHMARKS = (
    Benchmark("starting"),
    Benchmark("reading"),
    Benchmark("rollup"),
    Benchmark("pages", counted=("--counted",)),
    Benchmark("saving"),
    Benchmark("approving"),
    Benchmark("publishing"),
    Benchmark("recomputing"),
    Benchmark("years"),
    Benchmark("simulating"),
    Benchmark("preview"),
    Benchmark("reports"),
    Benchmark("fill_in"),
    Benchmark("importing"),
    Benchmark("many_filings"),
    Benchmark("workbook"),
    Benchmark("table_files", counted=("--counted",)),
    Benchmark("deadline"),
)


@contextmanager
def database_named(*, needed: bool) -> Iterator[dict[str, str]]:
    """The environment of the benchmarks, with a PostgreSQL server in it where one is ``needed``."""
    environment = dict(os.environ)
    if not needed or environment.get("DATABASE_URL", "").startswith("postgres"):
        yield environment
        return
    with own_cluster() as cluster:
        yield environment | {"DATABASE_URL": cluster.url}


def is_kept(benchmark: Benchmark, arguments: tuple[str, ...], environment: dict[str, str]) -> bool:
    """Run one; whether all its limits are kept."""
    print(f"\n=== {benchmark.name}", flush=True)
    begun = time.perf_counter()
    command = [sys.executable, str(FOLDER / f"{benchmark.name}.py"), *arguments]
    ended = subprocess.run(command, env=environment, cwd=FOLDER.parent, check=False)  # noqa: S603 (our own)
    code = ended.returncode
    print(f"--- {benchmark.name}: {time.perf_counter() - begun:.0f} s, {'not kept' if code else 'kept'}")
    return not code


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    names = [benchmark.name for benchmark in BENCHMARKS]
    parser.add_argument("name", nargs="*", choices=[[], *names], help="which ones; all where none is named")
    parser.add_argument("--counted", action="store_true", help="the short forms, by counts alone")
    given = parser.parse_args()
    chosen = [benchmark for benchmark in BENCHMARKS if not given.name or benchmark.name in given.name]
    if given.counted:
        chosen = [benchmark for benchmark in chosen if benchmark.counted is not None]
    broken = []
    # Counted on whatever the portal runs on; the clock only means something on a server.
    with database_named(needed=not given.counted) as environment:
        for benchmark in chosen:
            arguments = benchmark.counted if given.counted else ()
            if not is_kept(benchmark, arguments or (), environment):
                broken.append(benchmark.name)
    print(f"\nLimits not kept: {', '.join(broken) or 'none'}")
    return int(bool(broken))


if __name__ == "__main__":
    sys.exit(main())
