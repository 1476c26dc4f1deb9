"""What leaves a view: tables, charts and pages as CSV, XLSX, SVG and PDF."""
