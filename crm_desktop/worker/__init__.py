"""Tasks that wait in PostgreSQL's queue and the process that does them: no Qt, no UI.

A task is one line into an action, may be done twice, and names ids only.
"""
