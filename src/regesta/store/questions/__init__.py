"""Questions to a store: which events a query means, how many a period holds, and who did them to whom.

Each takes the open store and a ``Query`` and answers with an Arrow table, which pandas (``.to_pandas()``) and Polars
(``polars.from_arrow``) take over.
"""

from regesta.store.questions.flat import COLUMNS, ORDERS, count, events, left_out
from regesta.store.questions.near import check_places, strangers
from regesta.store.questions.pairs import LEVELS, dyads
from regesta.store.questions.periods import GROUPS, PERIODS, series

__all__ = [
    "COLUMNS",
    "GROUPS",
    "LEVELS",
    "ORDERS",
    "PERIODS",
    "check_places",
    "count",
    "dyads",
    "events",
    "left_out",
    "series",
    "strangers",
]
