"""The engine's settings and the hour at which a day begins: shown and changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from types import MappingProxyType
from typing import Any

from tracker.core import wording
from tracker.core.errors import NotPossibleError, UsageError
from tracker.core.input.parsing import plain_float, plain_int
from tracker.core.input.validation import settings_faults, with_settings_above
from tracker.core.model import Settings
from tracker.service.context import AppContext, transactional
from tracker.service.first_run import AGREED, LIMIT_AGREED, put_answers, was_agreed
from tracker.service.merging import merge_edit

SettingValue = int | float | bool | str

SAFE_LIMIT = 2
"""The top of what the pain-monitoring model calls safe; to a higher `pain_free_limit` a professional has to agree."""


class AgreementNeededError(NotPossibleError):
    """A limit that a professional has to agree to, as far as is known has not been agreed to."""


@transactional
def change_settings(
    context: AppContext, texts: Mapping[str, str], shown: Settings | None = None, *, agreed: bool = False
) -> str:
    """Set some settings from their texts; those that must lie above one of them and are not named move up with it.

    `agreed` says, and records, that a professional has agreed to a `pain_free_limit` above 2. Raises UsageError with
    everything that is wrong, AgreementNeededError without an agreement, ChangedElsewhereError where one of the settings
    is neither as it was `shown` nor what it is to become.
    """
    values: dict[str, Any] = {name: _parse(name, text, setting_value(context, name)) for name, text in texts.items()}
    stored = context.settings()
    settings = replace(stored, **values)
    if shown is not None:
        settings = merge_edit(shown, replace(shown, **values), stored, {})
    values = with_settings_above(settings, values)
    settings = replace(settings, **values)
    faults = settings_faults(settings)
    if faults:
        raise UsageError(" ".join(faults))
    raised = settings.pain_free_limit > max(SAFE_LIMIT, stored.pain_free_limit)
    if raised and not agreed and not was_agreed(context):
        raise AgreementNeededError(LIMIT_AGREED)
    return put_settings(context, values, {LIMIT_AGREED: AGREED} if raised and agreed else {})


def setting_value(context: AppContext, name: str) -> SettingValue:
    """The value of one setting. Raises UsageError where there is none of that name."""
    values = {field.name: getattr(context.settings(), field.name) for field in fields(Settings)}
    if name not in values:
        raise UsageError(f"There is no setting {name!r}; there are {wording.listed(list(values))}.")
    value: SettingValue = values[name]
    return value


@transactional
def put_settings(
    context: AppContext, values: Mapping[str, SettingValue], answers: Mapping[str, str] = MappingProxyType({})
) -> str:
    """Write settings whose values are valid, with `answers`; nothing is written of those that are so already."""
    changed = {name: value for name, value in values.items() if value != setting_value(context, name)}
    if not changed:
        same = [f"{wording.SETTINGS[name]} is {_value_in_words(value)} already" for name, value in values.items()]
        return f"{wording.sentence(wording.listed(same))}."
    message = wording.sentence(
        wording.listed([f"{wording.SETTINGS[name]} is now {_value_in_words(value)}" for name, value in changed.items()])
    )
    with context.write(message) as work:
        work.put_settings(changed)
        put_answers(context, work, answers)
    return f"{message}."


def setting_text(value: SettingValue) -> str:
    """A setting as it is written: true, 0.8, 03:00."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def setting_in_words(name: str, value: SettingValue) -> str:
    """`The share of planned days to be done: 0.8 (adherence_required)`, with the name by which it is set."""
    return f"{wording.sentence(wording.SETTINGS[name])}: {_value_in_words(value)} ({name})"


def _value_in_words(value: SettingValue) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    return str(value)


def _parse(name: str, text: str, current: SettingValue) -> SettingValue:
    """The value in `text`, of the type of the `current` one. Raises UsageError."""
    lowered = text.strip().lower()
    if isinstance(current, bool):
        if lowered in ("true", "yes", "on", "1"):
            return True
        if lowered in ("false", "no", "off", "0"):
            return False
        raise UsageError(f"{name} is true or false, not {text!r}.")
    if isinstance(current, str):
        return lowered
    try:
        return plain_int(lowered) if isinstance(current, int) else plain_float(lowered.replace(",", "."))
    except ValueError:
        kind = "a whole number" if isinstance(current, int) else "a number"
        raise UsageError(f"{name} is {kind}, not {text!r}.") from None
