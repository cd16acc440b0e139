"""An invented mail-order office, reproducible from a seed and a day.

Pure functions that yield frozen rows. Must not import SQL, files or a clock.
"""
