"""Readers of files of places: OpenStreetMap's own, Overpass, GeoJSON.

Each yields what stands in a file as it stands there. Must not import SQL or Qt.
"""
