"""The line at the top: state of the desk, search, waiting calls, telephone link, who works here."""
