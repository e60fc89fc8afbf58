"""Countries, places, routes, corridors and borders. Pure: plain records in, plain values and GeoDataFrames out."""
