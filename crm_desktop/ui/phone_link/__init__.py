"""How the link to the phone systems is: a mark for everybody, sentences for who can act."""
