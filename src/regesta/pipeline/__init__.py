"""The stages in a row: on one process (``code``) or several (``local``)."""
