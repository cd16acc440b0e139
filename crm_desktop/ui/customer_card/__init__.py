"""One customer on one screen: who it is, what is going on, what was said. Decides in presenter."""
