"""The page on which administrators settle the office's map and where its slips are taken."""
