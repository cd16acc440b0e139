"""The form in which what is known of a customer is changed, opened from the card."""
