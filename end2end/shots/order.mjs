// @ts-check
// The order goes from the command line to the workers through one environment variable.

/**
 * @typedef {{ as: string, out: string, url?: string, paths: string[] }} Order
 */

const VARIABLE = "ESPIRAL_SHOTS";

/** @returns {Order} */
export const readOrder = () => JSON.parse(process.env[VARIABLE] ?? "{}");

/** @param {Order} order */
export const asEnvironment = (order) => ({ ...process.env, [VARIABLE]: JSON.stringify(order) });
