"""What was typed before and not saved: a calm list, from which a form comes back."""
