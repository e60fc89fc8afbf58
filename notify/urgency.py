"""The clock of an urgency: until when the first step and the letter are due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from notify.facts import by_key


@dataclass(frozen=True, slots=True)
class Clock:
    """Until when; ``None`` where the urgency has no clock.

    Attributes:
        first_by: telephone call or informal consultation.
        letter_by: the letter.
        late: hours by which the letter is overdue; 0 where it is not.
    """

    first_by: datetime | None
    letter_by: datetime | None
    late: int


def clock(urgency: str, since: datetime, now: datetime) -> Clock:
    """The clock of one State.

    Args:
        urgency: critical, high, normal or low.
        since: from when it runs: the last change of the case.
        now: the caller's time.
    """
    row = by_key("urgency", "urgency")[urgency]
    first, letter = (
        since + timedelta(hours=int(row[name])) if row[name] else None for name in ("first_step_hours", "letter_hours")
    )
    late = int((now - letter).total_seconds() // 3600) if letter is not None and now > letter else 0
    return Clock(first, letter, late)
