"""`python -m tests.tools.mutants [--sample N] [--seed N] [--within S] [GROUP or FILE …]`: changes the program and tells
what no test notices.

Three kinds of change, one at a time: a comparison is flipped (a bound is moved by one: `<` becomes `<=`; anything else
is turned round: `==` becomes `!=`), the condition of an `if` is negated, a call whose result nobody uses is left out.
Each mutant runs the tests of its group in a process of its own, and is caught when one fails. Tests that start the
program as another process do not see the mutant.

Everything takes hours; `--sample` takes so many mutants of each group by chance, and prints the seed that gives the
same ones again. After the seconds of `--within` it ends: what was still to come is counted as not tried.
"""

from __future__ import annotations

import argparse
import ast
import math
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_loader
from pathlib import Path
from types import CodeType, ModuleType

import pytest

ROOT = Path(__file__).parents[2]
FLIPS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
WORKERS = 2
TIMEOUT_S = 600


@dataclass(frozen=True)
class Group:
    """Parts of the program, as files or folders below `tracker`, and the tests that guard them, below `tests`."""

    sources: tuple[str, ...]
    tests: tuple[str, ...]

    def files(self) -> list[Path]:
        """The files of the group, sorted."""
        paths = [ROOT / "tracker" / source for source in self.sources]
        return sorted(file for path in paths for file in (path.rglob("*.py") if path.is_dir() else [path]))


GROUPS = {
    "engine": Group(
        ("core/engine", "core/days.py", "core/doses.py", "core/pauses.py", "core/plan.py", "core/input/validation.py"),
        # What takes least is first, then what notices most.
        ("core/input/test_validation.py", "core/engine/test_oracle_agreement.py", "core/engine"),
    ),
    "storage": Group(("storage",), ("storage", "faults/test_damaged.py", "cli/test_round_trip.py")),
    "service": Group(
        ("service",),
        (
            "service", "cli/test_record_commands.py", "cli/test_plan_commands.py", "cli/test_commands.py",
            "cli/test_import_loop.py", "tui/today/test_today.py",
        ),
    ),
    "terminal": Group(
        ("core/escape_control.py", "tui/compat"),
        ("core/test_escape_control.py", "tui/compat", "faults/test_safe.py", "tui/test_mouse.py", "tui/widgets"),
    ),
    "web": Group(("web",), ("web/test_access.py", "web/test_messages.py", "web/test_sessions.py", "web/compat")),
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """The `number`th change that can be made to a file, and the line that it changes."""

    group: str
    file: Path
    number: int
    line: int
    text: str


@dataclass(frozen=True)
class Change:
    """A place in a syntax tree, and what changes the tree there."""

    node: ast.expr
    text: str
    apply: Callable[[], None]


def changes(tree: ast.AST) -> list[Change]:
    """Every change that can be made to a tree, in the order of the file."""
    possible = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            possible += [_flip(node, at) for at in range(len(node.ops))]
        elif isinstance(node, ast.If | ast.IfExp) and not isinstance(node.test, ast.Compare):
            possible.append(_negate(node))
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            possible.append(_leave_out(node))
    return sorted(possible, key=lambda change: (change.node.lineno, change.node.col_offset))


def _flip(node: ast.Compare, at: int) -> Change:
    def apply() -> None:
        node.ops[at] = FLIPS[type(node.ops[at])]()

    return Change(node, f"flipped: {ast.unparse(node)}", apply)


def _negate(node: ast.If | ast.IfExp) -> Change:
    def apply() -> None:
        node.test = ast.UnaryOp(ast.Not(), node.test)

    return Change(node.test, f"negated: {ast.unparse(node.test)}", apply)


def _leave_out(node: ast.Expr) -> Change:
    def apply() -> None:
        node.value = ast.Constant(None)

    return Change(node.value, f"left out: {ast.unparse(node.value)}", apply)


def mutants(group: str, files: Sequence[Path]) -> list[Mutant]:
    """All mutants of some files."""
    return [
        Mutant(group, file, number, change.node.lineno, change.text)
        for file in files
        for number, change in enumerate(changes(ast.parse(file.read_text("utf-8"))))
    ]


class MutantLoader(SourceFileLoader):
    """Loads a module with one change; never from or into a cache."""

    def __init__(self, name: str, path: str, number: int) -> None:
        super().__init__(name, path)
        self.number = number

    def get_code(self, fullname: str) -> CodeType:
        """The module's code with the change."""
        tree = ast.parse(self.get_data(self.path))
        changes(tree)[self.number].apply()
        code: CodeType = compile(ast.fix_missing_locations(tree), self.path, "exec")
        return code


class Finder(MetaPathFinder):
    """Finds one module of the program as a mutant."""

    def __init__(self, file: Path, number: int) -> None:
        self.name = ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        self.loader = MutantLoader(self.name, str(file), number)

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The mutant's, or None to look elsewhere."""
        return spec_from_loader(fullname, self.loader) if fullname == self.name else None


def run_tests(group: str, file: str, number: str) -> int:
    """Run the group's tests on a mutant in this process; 0 if none fails."""
    sys.meta_path.insert(0, Finder(Path(file), int(number)))
    options = ["-x", "-q", "-m", "not picture and not pty", "-p", "no:cacheprovider", "-p", "no:randomly"]
    own = (str(ROOT / "tests" / name) for name in GROUPS[group].tests)
    # One after the other: pytest looks into no folder of which a file was named before.
    return next((status for tests in own if (status := int(pytest.main([*options, tests])))), 0)


def outcome(mutant: Mutant, deadline: float) -> str:
    """What came of a mutant: "survived", "noticed", or "out of time" where the tests ran for ever, or too slowly.

    At the deadline, as `time.monotonic` has it, it is "not tried".
    """
    left_s = deadline - time.monotonic()
    if left_s <= 0:
        return "not tried"
    call = [sys.executable, "-m", "tests.tools.mutants", "--one", mutant.group, str(mutant.file), str(mutant.number)]
    try:
        done = subprocess.run(call, capture_output=True, timeout=min(TIMEOUT_S, left_s), check=False, cwd=ROOT)
    except subprocess.TimeoutExpired:
        return "out of time" if left_s > TIMEOUT_S else "not tried"
    return "noticed" if done.returncode else "survived"


def chosen(wanted: Sequence[str], sample: int | None, seed: int) -> list[Mutant]:
    """The mutants of the groups or files named, of all groups where none is; with `sample`, so many of each group."""
    files = {Path(name).resolve() for name in wanted if name not in GROUPS}
    mine: list[Mutant] = []
    for name, group in GROUPS.items():
        named = [file for file in group.files() if not wanted or name in wanted or file in files]
        possible = mutants(name, named)
        count = len(possible) if sample is None else min(sample, len(possible))
        # Each group draws by itself, so that a change in one does not change what is taken of another.
        mine += possible if sample is None else random.Random(f"{seed} {name}").sample(possible, count)
    return mine


def main(args: argparse.Namespace) -> None:
    """Try the mutants and print those that survive as they are found."""
    seed = random.randrange(10**6) if args.seed is None else args.seed
    tried = chosen(args.what, args.sample, seed)
    if args.sample is not None:
        print(f"{len(tried)} mutants; the same again: --sample {args.sample} --seed {seed}", flush=True)
    counts, deadline = Counter[str](), time.monotonic() + args.within
    with ThreadPoolExecutor(WORKERS) as pool:
        trials = {pool.submit(outcome, mutant, deadline): mutant for mutant in tried}
        for trial in as_completed(trials):
            mutant, result = trials[trial], trial.result()
            counts[result] += 1
            if result not in ("noticed", "not tried"):
                print(f"{result}: {mutant.file.relative_to(ROOT)}:{mutant.line}: {mutant.text}", flush=True)
    print(f"{len(tried)} mutants: {', '.join(f'{count} {result}' for result, count in sorted(counts.items()))}")


def parse() -> argparse.Namespace:
    """The arguments of the call."""
    parser = argparse.ArgumentParser(prog="python -m tests.tools.mutants", description=__doc__)
    parser.add_argument("what", nargs="*", metavar="GROUP or FILE", help=f"all of {', '.join(GROUPS)} if none is named")
    parser.add_argument("--sample", type=int, metavar="N", help="so many mutants of each group, by chance")
    parser.add_argument("--seed", type=int, metavar="N", help="what the choice follows from")
    parser.add_argument("--within", type=float, metavar="S", default=math.inf, help="end after so many seconds")
    return parser.parse_args()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        sys.exit(run_tests(*sys.argv[2:5]))
    main(parse())
