"""The page on which administrators look after the people at the desks."""
