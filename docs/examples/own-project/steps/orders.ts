/** Sentences of our own beside those of fixproof: the words that this desk uses. */
import { type FixWorld, Then, When } from 'fixproof/steps'

When('{int} shares are ordered at {float}', function (this: FixWorld, quantity: number, price: number) {
  this.send('NewOrderSingle', `OrderQty ${quantity} and Price ${price}`, 'order')
})

Then('the desk must have filled all of it within {int} second(s)', async function (this: FixWorld, seconds: number) {
  await this.expect('must', 'ExecutionReport', 'OrdStatus Filled and LeavesQty 0', `${seconds} seconds`, 'fill')
})
