"""The command line, one file a command: parse, call an action, print. No Qt here."""
