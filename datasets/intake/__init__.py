"""Intake: three ways in for a department's file, and the way back for what is wrong with it.

A file's way through the home of one installation:

``inbox/<source>/``        what a department drops (push), a steward hands in (submit) or a pull fetched; a file
                           counts as complete when it is no longer called ``.part`` and stood still for a moment
``landing/<source>/``      every file ever received, byte for byte, named by its sha256; never edited, never removed
``extracts/<source>/``     the standing set: the files a build reads. An accepted file of the inbox is moved here
                           in one step and takes the place of the file of the same name, whatever its format
                           (2010.xlsx replaces 2010.csv); what it replaced stays in the landing
``inbox/<source>/refused/`` files that were refused as a whole, so that the sender sees them; they never block the next
``returned/<source>/``     the workbooks for the departments: each refused row with field, value, rule and suggestion

A file with some refused rows is accepted: its good rows are taken, its bad ones returned. Whatever the format
(CSV, XLSX, ZIP of these, Parquet), it is opened into one readable form, UTF-8 CSV with the contract's columns;
``source_row`` is the number of the record below the heading of the delivered table, blank ones not counted.
"""
