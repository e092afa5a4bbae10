"""Where the person's files are; functions, so that tests and the environment can point elsewhere."""

from __future__ import annotations

import os
from pathlib import Path

DATABASE_VARIABLE = "BACKTRACKER_DB"


def database() -> Path:
    """The database: what `BACKTRACKER_DB` names, else the default one."""
    named = os.environ.get(DATABASE_VARIABLE)
    return expanded(named) if named else default_database()


def expanded(named: str) -> Path:
    """The path that a person wrote, `~` being the home folder; as it is written where that is not known."""
    try:
        return Path(named).expanduser()
    except RuntimeError:
        return Path(named)


def default_database() -> Path:
    """`backtracker.db` in the user's data folder."""
    import platformdirs

    return platformdirs.user_data_path("backtracker") / "backtracker.db"


def cache() -> Path:
    """What can be made anew at any time: the user's cache folder."""
    import platformdirs

    return platformdirs.user_cache_path("backtracker")


def config() -> Path:
    """Preferences about the terminal: `config.toml` in the user's config folder."""
    import platformdirs

    return platformdirs.user_config_path("backtracker") / "config.toml"
