/** Of everything that is stored. A change that older code cannot read needs a new number and a way over from the old. */
export const formatVersion = 1;
