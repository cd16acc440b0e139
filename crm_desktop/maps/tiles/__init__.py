"""Pictures of the map: whose they are, how they are fetched, and where they are kept."""
