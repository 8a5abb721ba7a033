"""Opening hours as they are kept, and working time as it is computed from them."""

from .business_calendar import BusinessCalendar
from .calendar_format import BadCalendar
from .calendar_version import CalendarVersion
from .opening import NeverOpens, NotAnswerable, Period
from .working_time import TooFarAway, WorkingTime

__all__ = [
    "BadCalendar",
    "BusinessCalendar",
    "CalendarVersion",
    "NeverOpens",
    "NotAnswerable",
    "Period",
    "TooFarAway",
    "WorkingTime",
]
