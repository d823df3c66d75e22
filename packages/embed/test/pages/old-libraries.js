/** What prototype.js and its like do to a page: https://github.com/bestiejs/json3/issues/8 */
const noJson = () => 'polluted';
Array.prototype.toJSON = noJson;
Object.prototype.toJSON = noJson;
Object.prototype.each = function each() {};
Array.from = (list) => [].slice.call(list);
/** A loader for AMD, which complains of whoever calls it without a name: https://github.com/umdjs/umd/issues/11 */
window.define = () => {
  throw new Error('Mismatched anonymous define()');
};
window.define.amd = {};
window.module = { exports: {} };
