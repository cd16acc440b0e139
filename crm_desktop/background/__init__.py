"""Qt's event loop without widgets. For the user interface only."""
