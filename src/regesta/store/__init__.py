"""The store: one DuckDB file that holds documents, reports, events and every judgement, and answers questions.

The only door to DuckDB. A ``Store`` has one writer at a time; every write is one transaction.
"""

from __future__ import annotations

from regesta.store import questions, reading, writing
from regesta.store.opening import Opened
from regesta.store.reading import Run
from regesta.store.writing import Entry

__all__ = ["Entry", "Run", "Store"]


class Store(Opened):
    """A store of documents, reports and events; open one with ``Store.open`` and use it in a ``with``.

    The functions of the modules beside this one take the open store first, so that each is a method here.
    """

    begin = writing.begin
    finish = writing.finish
    note_fetched = writing.note_fetched
    known = writing.known
    add = writing.add

    report = reading.report
    dossier = reading.dossier
    dossiers = reading.dossiers
    documents = reading.documents
    publications = reading.publications
    runs = reading.runs
    fetched = reading.fetched
    sql = reading.sql

    events = questions.events
    count = questions.count
    series = questions.series
    dyads = questions.dyads
