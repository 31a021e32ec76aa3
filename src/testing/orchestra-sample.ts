/** A small Orchestra repository, written for tests: every construct that is read, one line each where it can be. */

/** The lines of the repository; a test replaces one of them. Line 1 is the first. */
export const ORCHESTRA_LINES: readonly string[] = [
  '<fixr:repository xmlns:fixr="http://fixprotocol.io/2020/orchestra/repository" xmlns:own="urn:own" name="Sample" version="FIX.4.4">',
  ' <fixr:metadata><own:anything/></fixr:metadata>',
  ' <fixr:datatypes><fixr:datatype name="VenuePrice" baseType="Price"/></fixr:datatypes>',
  ' <fixr:codeSets>',
  '  <fixr:codeSet name="SideCodeSet" id="54" type="char"><fixr:code name="Buy" id="1" value="1"/><fixr:code name="SellShort" id="2" value="5"/></fixr:codeSet>',
  '  <fixr:codeSet name="WideSideCodeSet" id="9054" type="char" extends="SideCodeSet"><fixr:code name="Cross" id="3" value="8"/></fixr:codeSet>',
  ' </fixr:codeSets>',
  ' <fixr:fields>',
  '  <fixr:field id="8" name="BeginString" type="String"/><fixr:field id="10" name="CheckSum" type="String"/><fixr:field id="35" name="MsgType" type="String"/>',
  '  <fixr:field id="11" name="ClOrdID" type="String"/><fixr:field id="44" name="Price" type="VenuePrice"/><fixr:field id="40" name="OrdType" type="char"/>',
  '  <fixr:field id="54" name="Side" type="SideCodeSet"/><fixr:field id="54" name="Side" type="WideSideCodeSet" scenario="wide"/>',
  '  <fixr:field id="453" name="NoPartyIDs" type="NumInGroup"/><fixr:field id="448" name="PartyID" type="String"/><fixr:field id="447" name="PartyIDSource" type="char"/>',
  ' </fixr:fields>',
  ' <fixr:components>',
  '  <fixr:component id="1024" name="StandardHeader"><fixr:fieldRef id="8" presence="required"/><fixr:fieldRef id="35" presence="required"/></fixr:component>',
  '  <fixr:component id="1025" name="StandardTrailer"><fixr:fieldRef id="10" presence="required"/></fixr:component>',
  '  <fixr:component id="2000" name="Terms"><fixr:fieldRef id="40" presence="required"/><fixr:fieldRef id="44"><fixr:rule name="LimitPrice" presence="required"><fixr:when>OrdType == ^Limit</fixr:when></fixr:rule></fixr:fieldRef></fixr:component>',
  ' </fixr:components>',
  ' <fixr:groups>',
  '  <fixr:group id="3000" name="Parties"><fixr:numInGroup id="453"/><fixr:fieldRef id="448" presence="required"/><fixr:fieldRef id="447"><fixr:rule presence="forbidden"><fixr:when>PartyID == "X"</fixr:when></fixr:rule></fixr:fieldRef></fixr:group>',
  ' </fixr:groups>',
  ' <fixr:messages>',
  '  <fixr:message name="NewOrderSingle" id="14" msgType="D" category="Orders">',
  '   <fixr:structure><fixr:componentRef id="1024" presence="required"/><fixr:fieldRef id="11" presence="required"/><fixr:fieldRef id="54"/><own:note/><fixr:groupRef id="3000"/><fixr:componentRef id="2000" presence="required"/><fixr:componentRef id="1025" presence="required"/></fixr:structure>',
  '  </fixr:message>',
  '  <fixr:message name="NewOrderSingle" id="14" msgType="D" category="Orders" scenario="market">',
  '   <fixr:structure><fixr:componentRef id="1024"/><fixr:fieldRef id="11" presence="required"/><fixr:fieldRef id="54" scenario="wide"/><fixr:fieldRef id="40" presence="constant" value="1"/><fixr:fieldRef id="44" presence="forbidden"/><fixr:componentRef id="1025"/></fixr:structure>',
  '  </fixr:message>',
  ' </fixr:messages>',
  '</fixr:repository>',
]

/** The whole, with one line (from 1) replaced. */
export function orchestraSample(line?: number, text?: string): string {
  return ORCHESTRA_LINES.map((original, i) => (i + 1 === line && text !== undefined ? text : original)).join('\n')
}
