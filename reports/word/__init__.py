"""The report as a Word document (.docx), set as an official document (GB/T 9704-2012)."""
