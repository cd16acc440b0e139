"""The form in which an order is taken; imports no database."""
