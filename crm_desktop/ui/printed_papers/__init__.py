"""The page on which supervisors keep mailings, enclosures and the rules of enclosures."""
