"""TOML files that ship with the program, read as fast as its own code."""

from __future__ import annotations

from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any


class _Document(SourceFileLoader):
    """Lets Python keep what it made of a TOML file in `__pycache__` beside it, where it keeps that of a module.

    Parsing TOML takes twenty times as long. Where that folder may not be written to, the file is parsed each time.
    """

    def source_to_code(self, data: Any, path: Any, *, _optimize: int = -1) -> Any:  # type: ignore[override]
        """The code of a module that holds the document."""
        import tomllib

        return compile(f"document = {tomllib.loads(bytes(data).decode())!r}", path, "exec", dont_inherit=True)


def read_toml(path: Path) -> dict[str, Any]:
    """The document in a file, whenever it changed. Raises OSError, and ValueError where it is no TOML."""
    import tomllib

    return tomllib.loads(path.read_text(encoding="utf-8"))


def read_kept(path: Path) -> dict[str, Any]:
    """The document in a file that changes with the program alone. Raises OSError, and ValueError where it is no TOML.

    A change is noticed by the file's size and by its time in whole seconds.
    """
    name = path.stem
    spec = spec_from_file_location(name, path, loader=_Document(name, str(path)))
    assert spec is not None  # there is a loader
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    document: dict[str, Any] = module.document
    return document
