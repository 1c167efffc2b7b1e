"""Merge: from reports of many documents to events. Pure; what is stored, and where, is the store's business.

``keys`` says which reports are worth comparing, ``link`` compares two of them and says why, ``cluster`` groups what
is linked, ``events`` tells what a group says together.
"""
