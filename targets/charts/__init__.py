"""Charts as plain functions from values to SVG.

Colours stand in attributes, for paper and documents; classes override them on the screen. A chart knows
neither the database nor the request.
"""
