"""The ids of sets: random for those that are logged, derived for those that were there before sets had one.

Derived ids are also those of sets from a file without ids. They follow from what the sets are, so that two copies of
one database, or two imports of one file, give the same ids. Databases rest on them: what they are made from must never
change.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from datetime import date

from tracker.core.model import MAX_REPS, SetLog


def derived_ids(day: date, sets: Sequence[SetLog]) -> tuple[str, ...]:
    """An id for each of the sets of a day, in the order in which they were logged; the ids that they have are ignored.

    An id is made from the date, the exercise, the instant (where there is none, the place among the sets of the
    exercise on that day), and what was done; sets that are equal in all of it are numbered. A document sorts the sets
    of one instant by their ids, so an id begins with what keeps them in the usual order: the larger set first, or the
    place.
    """
    from hashlib import sha256  # loads OpenSSL, which no morning needs

    places: Counter[str] = Counter()
    equal_sets: Counter[str] = Counter()
    ids = []
    for log in sets:
        place = places[log.exercise]
        places[log.exercise] += 1
        done = " ".join(f"{amount:.12g}" for amount in (log.reps, log.minutes, log.hold_s, log.load_kg))
        content = f"{day} {log.exercise} {place if log.at is None else log.at} {done}"
        digest = sha256(f"{content} {equal_sets[content]}".encode()).hexdigest()
        equal_sets[content] += 1
        order = min(place, MAX_REPS) if log.at is None else MAX_REPS - log.reps
        ids.append(f"{order:03}{digest[:12]}")
    return tuple(ids)


def new_ids(count: int) -> tuple[str, ...]:
    """Ids for sets that are logged, which no other set has on whatever machine, in ascending order.

    A document sorts the sets of one instant by their ids, so those that are logged together stay in their order.
    """
    return tuple(sorted(os.urandom(8).hex() for _ in range(count)))
