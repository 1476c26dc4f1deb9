"""One legal entity and all of them on the map: particulars, peers, parcels."""
