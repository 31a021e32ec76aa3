/** What a version holds, and what the versions differ in. */
import { builtIn, DictionaryError, findVersion, loadDictionary, VERSIONS } from '../../src/engine/engine.ts'

const dictionary = builtIn('FIX.4.4')
console.log(dictionary.messageByName('NewOrderSingle')?.msgType, dictionary.fieldByTag(54)?.name)
// → D Side
console.log(dictionary.labelOf(54, '1'), dictionary.valueOf('Side', 'Sell'))
// → Buy 2

console.log(findVersion('FIX.5.0SP2')?.beginString, VERSIONS.length)
// → FIXT.1.1 8

try {
  loadDictionary('venue.xml')
} catch (error) {
  console.log(error instanceof DictionaryError)
}
// → true
