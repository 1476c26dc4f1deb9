"""The pieces pages are made of: panels, cards, controls, tables, the side panel."""
