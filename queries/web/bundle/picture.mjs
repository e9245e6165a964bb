// The libraries of the explorer's picture in one file: cytoscape with the fcose layout.
import cytoscape from "cytoscape";
import fcose from "cytoscape-fcose";

cytoscape.use(fcose);
window.cytoscape = cytoscape;
