-- Positions and shapes, and the coordinate systems departments write them in.
--
-- Written apart from datasets/geography, which turns the shift back: what one gets wrong the other does not share.
-- A position is [longitude, latitude]; a shape is a list of positions, a ring without its closing one.

CREATE MACRO at_block(ring, x, y) AS [
    bilinear(ring[1][1], ring[2][1], ring[3][1], ring[4][1], x, y),
    bilinear(ring[1][2], ring[2][2], ring[3][2], ring[4][2], x, y)];
CREATE MACRO box_in_block(ring, x0, y0, x1, y1) AS
    [at_block(ring, x0, y0), at_block(ring, x1, y0), at_block(ring, x1, y1), at_block(ring, x0, y1)];

-- metres of a degree on the ellipsoid of CGCS2000, to a millimetre
CREATE MACRO metres_north(phi) AS 111132.953 - 559.849 * cos(2 * phi) + 1.175 * cos(4 * phi);
CREATE MACRO metres_east(phi) AS 111412.878 * cos(phi) - 93.504 * cos(3 * phi) + 0.118 * cos(5 * phi);
-- half of the product of the diagonals of a four-cornered shape
CREATE MACRO four_sided_area(shape) AS 0.5 * abs((shape[3][1] - shape[1][1]) * (shape[4][2] - shape[2][2])
    - (shape[4][1] - shape[2][1]) * (shape[3][2] - shape[1][2]))
    * metres_east(radians(shape[1][2])) * metres_north(radians(shape[1][2]));

CREATE MACRO mars_wave(v, third, long) AS 20 * sin(pi() * v) + 40 * sin(pi() * v / 3) + third * sin(pi() * v / 12)
    + long * sin(pi() * v / 30);
CREATE MACRO mars_ripple(v) AS 20 * sin(6 * pi() * v) + 20 * sin(2 * pi() * v);
CREATE MACRO mars_metres_east(x, y) AS 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x))
    + (mars_ripple(x) + mars_wave(x, 150, 300)) / 1.5;
CREATE MACRO mars_metres_north(x, y) AS -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x))
    + (mars_ripple(x) + mars_wave(y, 160, 320)) / 1.5;
CREATE MACRO mars_flat(lat) AS 1 - 0.00669342162296594323 * pow(sin(radians(lat)), 2);
CREATE MACRO to_mars(p) AS [
    p[1] + degrees(mars_metres_east(p[1] - 105, p[2] - 35) * sqrt(mars_flat(p[2])) / (6378245.0 * cos(radians(p[2])))),
    p[2] + degrees(mars_metres_north(p[1] - 105, p[2] - 35) * pow(mars_flat(p[2]), 1.5)
                   / (6378245.0 * (1 - 0.00669342162296594323)))];
-- Baidu's positions from those of GCJ-02
CREATE MACRO baidu_radius(p) AS sqrt(p[1] * p[1] + p[2] * p[2]) + 0.00002 * sin(p[2] * pi() * 3000 / 180);
CREATE MACRO baidu_angle(p) AS atan2(p[2], p[1]) + 0.000003 * cos(p[1] * pi() * 3000 / 180);

CREATE MACRO degree(v) AS v::DECIMAL(12, 8)::VARCHAR;
CREATE MACRO position_text(shape) AS
    array_to_string(list_transform(shape, lambda p: degree(p[1]) || ' ' || degree(p[2])), ', ');
CREATE MACRO line_text(shape) AS 'LINESTRING (' || position_text(shape) || ')';

-- what goes wrong with a shape of four corners, before it is written
CREATE MACRO spoilt_shape(shape, dirt) AS CASE dirt
    WHEN 'self_intersection' THEN [shape[1], shape[3], shape[2], shape[4]]
    WHEN 'sliver' THEN [shape[1], shape[2], [shape[2][1], shape[2][2] + 0.000003], [shape[1][1], shape[1][2] + 0.000003]]
    WHEN 'axes_swapped' THEN list_transform(shape, lambda p: [p[2], p[1]])
    WHEN 'outside_zone' THEN list_transform(shape, lambda p: [p[1] + 1, p[2]])
    WHEN 'overlap' THEN [shape[1], [1.6 * shape[2][1] - 0.6 * shape[1][1], 1.6 * shape[2][2] - 0.6 * shape[1][2]],
                         [1.6 * shape[3][1] - 0.6 * shape[4][1], 1.6 * shape[3][2] - 0.6 * shape[4][2]], shape[4]]
    WHEN 'clockwise' THEN [shape[4], shape[3], shape[2], shape[1]]
    WHEN 'half_a_unit' THEN [shape[1], [(shape[1][1] + shape[2][1]) / 2, (shape[1][2] + shape[2][2]) / 2],
                             [(shape[3][1] + shape[4][1]) / 2, (shape[3][2] + shape[4][2]) / 2], shape[4]]
    ELSE shape END;
CREATE MACRO polygon_text(shape, dirt) AS
    'POLYGON ((' || position_text(CASE dirt WHEN 'open_ring' THEN shape ELSE list_append(shape, shape[1]) END) || '))';
CREATE MACRO spoilt_position(p, dirt) AS CASE dirt
    WHEN 'axes_swapped' THEN [p[2], p[1]] WHEN 'outside_zone' THEN [p[1] + 1, p[2]] ELSE p END;
CREATE MACRO component_code(number, kind) AS '120116' || kind || lpad(number::VARCHAR, 6, '0');
