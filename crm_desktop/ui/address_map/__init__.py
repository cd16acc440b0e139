"""Where a customer lives: the map, the places to pay near it, the notes for delivery."""
